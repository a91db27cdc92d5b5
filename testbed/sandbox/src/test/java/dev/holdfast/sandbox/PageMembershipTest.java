package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.holdfast.sandbox.Browsing.entry;
import static dev.holdfast.sandbox.Browsing.newest;
import static dev.holdfast.sandbox.Browsing.press;
import static dev.holdfast.sandbox.Browsing.say;
import static dev.holdfast.sandbox.Browsing.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Boosting, accepting the rules, and a server of many: what people see of it. */
@QuarkusTest
@Tag("chaos")
class PageMembershipTest extends BrowserTest {
    private static final int MANY = 50_000;

    private JsonNode done(ObjectNode act) {
        var answer = client.act(act.put("guildId", client.guildId()));
        assertEquals(200, answer.status(), () -> answer.body().toString());
        return answer.body();
    }

    private JsonNode member(String user) {
        return client.get("/guilds/" + client.guildId() + "/members/" + user).body();
    }

    private boolean isBoosting(String user) {
        return member(user).path("premium_since").isTextual();
    }

    private boolean screens() {
        var guild = client.get("/guilds/" + client.guildId()).body();
        return !guild.path("features").isEmpty();
    }

    @Test
    void boostsAndAcceptsTheRules() {
        try (var marina = desktop("?as=marina&channel=games")) {
            marina.locator("#guild-name button").click();
            shoot(marina, "7-server-menu");
            entry(marina, "Boost Server").click();
            assertThat(marina.locator("[role='menu']")).hasCount(0);
            marina.waitForCondition(() -> isBoosting(client.user("marina")));
            marina.reload();
            marina.locator("#guild-name button").click();
            assertThat(entry(marina, "Stop Boosting")).isVisible();
            entry(marina, "Have newcomers accept rules").click();
            marina.waitForCondition(this::screens);
        }
        var join = Json.object().put("kind", "join").put("name", "Runa");
        var runa = done(join).path("userId").asText();
        try (var page = desktop("?as=runa&channel=games")) {
            assertThat(page.locator("#composer-input")).isDisabled();
            shoot(page, "7-rules");
            assertEquals(List.of(), Accessibility.violations(page));
            press(page.locator("#composer"), "Accept the rules").click();
            assertThat(page.locator("#composer-input")).isEnabled();
            say(page, "Here I am");
            assertThat(newest(page)).containsText("Here I am");
        }
        assertEquals(runa, member(runa).path("user").path("id").asText());
        done(Json.object().put("kind", "unscreen"));
        done(Json.object().put("kind", "unboost").put("userId", client.user("marina")));
    }

    /** In a server of its own: the others of this class's run look for people by sight. */
    @Test
    void opensAServerOfMany() {
        var wanted = Json.object().put("name", "Many").put("ownerId", client.user("ada"));
        var many = client.send("POST", "/sandbox/guilds", wanted).body().path("id").asText();
        var populate = Json.object().put("kind", "populate").put("count", MANY);
        assertEquals(200, client.act(populate.put("guildId", many)).status());
        try (var page = desktop("?as=ada&server=" + many + "&channel=general")) {
            say(page, "Many of us");
            assertThat(newest(page)).containsText("Many of us");
            shoot(page, "7-many");
        }
    }
}
