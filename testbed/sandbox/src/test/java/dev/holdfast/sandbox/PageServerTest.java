package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.holdfast.sandbox.Browsing.entry;
import static dev.holdfast.sandbox.Browsing.newest;
import static dev.holdfast.sandbox.Browsing.press;
import static dev.holdfast.sandbox.Browsing.say;
import static dev.holdfast.sandbox.Browsing.shoot;
import static dev.holdfast.sandbox.Browsing.use;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.MouseButton;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers, moderators, faults, phones and screen readers: the page around the conversation. */
@QuarkusTest
@Tag("chaos")
class PageServerTest extends BrowserTest {
    @Test
    void moderationAndFaultsAreSeenAsTheyHappen() {
        try (var marina = desktop("?as=marina&channel=games")) {
            var troll =
                    client.act(
                                    Json.object()
                                            .put("kind", "join")
                                            .put("guildId", client.guildId())
                                            .put("name", "Troll"))
                            .body()
                            .path("userId")
                            .asText();
            var guild = "/guilds/" + client.guildId();
            var line = marina.locator("#members [data-profile='%s']".formatted(troll));
            assertThat(line).isVisible();
            var soon = clock.instant().plusSeconds(86_400 * 5L).toString();
            client.rest(
                    "PATCH",
                    guild + "/members/" + troll,
                    Json.object().put("communication_disabled_until", soon));
            assertThat(line.locator(".silent")).isVisible();
            client.rest("PUT", guild + "/bans/" + troll, Json.object());
            assertThat(line).hasCount(0);
            marina.locator("#guild-name button").click();
            entry(marina, "Server Settings").click();
            press(marina.locator(".settings"), "Bans").click();
            assertThat(marina.locator("[data-line='%s']".formatted(troll))).containsText("Troll");
            press(marina.locator(".settings"), "Audit Log").click();
            assertThat(marina.locator("[data-action='22']").first())
                    .containsText("Holdfast banned Troll");
            shoot(marina, "6-audit");
            marina.keyboard().press("Escape");
            marina.locator(".rail-item.faults").click();
            press(marina.locator("dialog"), "Broken").click();
            assertThat(marina.locator(".fault-status")).hasText("Standing: 5 failures.");
            assertEquals(503, client.send("GET", "/api/v10/gateway", null).status());
            assertThat(marina.locator(".fault-status")).hasText("Standing: 4 failures.");
            shoot(marina, "6-faults");
            press(marina.locator("dialog"), "End all faults").click();
            assertThat(marina.locator(".fault-status")).hasText("All is well.");
        }
    }

    @Test
    void everyPartHasItsNameAndEnoughContrast() {
        try (var marina = desktop("?as=marina&channel=games")) {
            say(marina, "Hello @ada, see #bank and ||this||");
            use(marina, "selects");
            assertThat(newest(marina).locator(".select")).hasCount(5);
            sound(marina);
            marina.locator("#composer-input").click();
            marina.keyboard().type("/");
            assertThat(marina.locator("#picker [role=option]").first()).isVisible();
            sound(marina);
            marina.keyboard().press("Escape");
            marina.locator("#members [data-profile]").first().click();
            sound(marina);
            marina.keyboard().press("Escape");
            newest(marina).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
            sound(marina);
            marina.keyboard().press("Escape");
            marina.locator("#guild-name button").click();
            entry(marina, "Server Settings").click();
            for (var tab : List.of("Overview", "Roles", "Members", "Bans", "Audit Log")) {
                press(marina.locator(".settings"), tab).click();
                sound(marina);
            }
            marina.keyboard().press("Escape");
            marina.locator(".rail-item.faults").click();
            sound(marina);
        }
    }

    private static void sound(Page page) {
        assertEquals(List.of(), Accessibility.violations(page));
    }

    @Test
    void theMainWaysAreWalkedOnAPhone() {
        try (var ada = browsing.phone(root, "?as=ada&channel=general")) {
            assertThat(ada.locator("#side")).not().isInViewport();
            press(ada.locator("#top"), "Show channels").tap();
            shoot(ada, "7-channels");
            ada.locator("#channels").getByText("games").tap();
            assertThat(ada.locator("#top h1")).hasText("games");
            assertThat(ada.locator("#side")).not().isInViewport();
            use(ada, "buttons");
            press(newest(ada), "Go on").tap();
            assertThat(newest(ada)).containsText("You went on");
            shoot(ada, "7-chat");
            newest(ada).locator(".head").tap();
            press(newest(ada), "More").tap();
            shoot(ada, "7-menu");
            entry(ada, "Apps").tap();
            entry(ada, "Bookmark").tap();
            assertThat(newest(ada)).containsText("Kept.");
            press(ada.locator("#top"), "Show or hide the member list").tap();
            ada.locator("#members [data-profile]").first().tap();
            assertThat(ada.locator(".card")).isInViewport();
            shoot(ada, "7-card");
            ada.keyboard().press("Escape");
            assertEquals(390, ada.evaluate("document.documentElement.scrollWidth"));
            sound(ada);
        }
    }

    @Test
    void aServerIsFoundedAndItsMembersAreModeratedFromThePage() {
        try (var milo = desktop("?as=milo&channel=games")) {
            milo.locator(".rail-item.add").first().click();
            milo.locator("dialog [name=answer]").fill("Skerry");
            milo.keyboard().press("Enter");
            assertThat(milo.locator(".rail-item.guild")).hasCount(2);
            milo.locator(".rail-item.guild").last().click();
            assertThat(milo.locator("#guild-name h2")).hasText("Skerry");
            assertThat(milo.locator("#members .member")).hasCount(2);
            use(milo, "ping");
            assertThat(newest(milo)).containsText("Pong");
            milo.locator(".rail-item.guild").first().click();
            var join = Json.object().put("kind", "join").put("guildId", client.guildId());
            var loud = client.act(join.put("name", "Loudmouth")).body().path("userId").asText();
            var line = milo.locator("#members [data-profile='%s']".formatted(loud));
            line.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
            entry(milo, "Timeout Loudmouth").click();
            milo.getByLabel("10 minutes").check();
            shoot(milo, "17-timeout");
            sound(milo);
            milo.keyboard().press("Enter");
            assertThat(line.locator(".silent")).isVisible();
            line.click();
            press(milo.locator(".card"), "Moderate").click();
            entry(milo, "Ban Loudmouth").click();
            milo.locator("dialog [name=answer]").fill("Too loud");
            shoot(milo, "17-ban");
            sound(milo);
            milo.keyboard().press("Enter");
            assertThat(line).hasCount(0);
            milo.locator("#guild-name button").click();
            entry(milo, "Server Settings").click();
            press(milo.locator(".settings"), "Bans").click();
            assertThat(milo.locator("[data-line='%s']".formatted(loud))).containsText("Too loud");
            press(milo.locator(".settings"), "Revoke the ban of Loudmouth").click();
            assertThat(milo.locator("[data-line='%s']".formatted(loud))).hasCount(0);
        }
    }
}
