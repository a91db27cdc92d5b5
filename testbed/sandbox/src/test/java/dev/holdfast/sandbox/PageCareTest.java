package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.holdfast.sandbox.Browsing.entry;
import static dev.holdfast.sandbox.Browsing.newest;
import static dev.holdfast.sandbox.Browsing.press;
import static dev.holdfast.sandbox.Browsing.say;
import static dev.holdfast.sandbox.Browsing.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.MouseButton;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may takes care of a server from the page: pins, roles, channels, members, pictures. */
@QuarkusTest
@Tag("chaos")
class PageCareTest extends BrowserTest {
    private static void right(Locator node) {
        node.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    }

    private JsonNode newestEntry() {
        var entries = client.state().path("guilds").get(0).path("audit_log_entries");
        return entries.get(entries.size() - 1);
    }

    private static void settings(Page page, String tab) {
        page.locator("#guild-name button").click();
        entry(page, "Server Settings").click();
        press(page.locator(".settings"), tab).click();
    }

    private static void sound(Page page) {
        assertEquals(List.of(), Accessibility.violations(page));
    }

    @Test
    void aMessageIsPinnedFoundAndUnpinned() {
        try (var milo = desktop("?as=milo&channel=games");
                var ada = desktop("?as=ada&channel=games")) {
            say(milo, "The rules of the house");
            assertThat(newest(milo)).containsText("The rules of the house");
            right(newest(milo));
            entry(milo, "Pin Message").click();
            shoot(milo, "12-pin");
            press(milo.locator("dialog"), "Pin it").click();
            assertThat(newest(ada)).containsText("pinned a message to this channel.");
            assertEquals(client.user("milo"), newestEntry().path("user_id").asText());
            shoot(ada, "12-pinned");
            newest(ada).getByText("pinned messages").click();
            assertThat(ada.locator(".pin").first()).containsText("The rules of the house");
            assertThat(press(ada.locator(".pins"), "Unpin")).hasCount(0);
            shoot(ada, "12-pins");
            sound(ada);
            ada.keyboard().press("Escape");
            press(milo.locator("#top"), "Pinned messages").click();
            press(milo.locator(".pin").first(), "Unpin").click();
            press(milo.locator("dialog"), "Remove it").click();
            assertThat(milo.locator("dialog.small")).hasCount(0);
            press(milo.locator("#top"), "Pinned messages").click();
            assertThat(milo.locator(".pins")).not().containsText("The rules of the house");
        }
    }

    @Test
    void rolesAreMadeChangedOrderedGivenAndDeleted() {
        try (var marina = desktop("?as=marina&channel=games")) {
            settings(marina, "Roles");
            press(marina.locator(".settings"), "Create Role").click();
            assertThat(marina.locator(".role-sheet h2")).hasText("new role");
            marina.locator("[name=role-name]").fill("Pilot");
            marina.locator(".swatch[title='Colour #e91e63']").click();
            marina.getByLabel("Display role members separately").check();
            marina.getByLabel("Search permissions").fill("kick");
            marina.getByLabel("Kick Members").check();
            shoot(marina, "13-role");
            sound(marina);
            press(marina.locator(".settings"), "Save Changes").click();
            assertThat(marina.locator(".role-line[aria-pressed=true]")).containsText("Pilot");
            assertThat(marina.locator(".save-bar")).isHidden();
            press(marina.locator(".settings"), "Move Pilot up").click();
            assertThat(press(marina.locator(".settings"), "Move Pilot down")).isVisible();
            press(marina.locator(".settings"), "Add members").click();
            entry(marina, "Ben").click();
            assertThat(marina.locator(".role-members")).containsText("Ben");
            assertEquals(25, newestEntry().path("action_type").asInt());
            assertEquals(client.user("marina"), newestEntry().path("user_id").asText());
            shoot(marina, "13-roles");
            marina.keyboard().press("Escape");
            assertThat(marina.locator("#members h3").getByText("Pilot — 1")).isVisible();
            var ben = marina.locator("#members [data-profile='%s']".formatted(client.user("ben")));
            ben.click();
            shoot(marina, "13-card");
            press(marina.locator(".card"), "Take Pilot away").click();
            assertThat(marina.locator(".card")).not().containsText("Pilot");
            marina.keyboard().press("Escape");
            settings(marina, "Roles");
            marina.locator(".role-line").getByText("Pilot").click();
            press(marina.locator(".settings"), "Delete Role").click();
            press(marina.locator("dialog.small"), "Delete Role").click();
            assertThat(marina.locator(".role-line").getByText("Pilot")).hasCount(0);
            assertEquals(32, newestEntry().path("action_type").asInt());
        }
        try (var phone = browsing.phone(root, "?as=marina&channel=games")) {
            press(phone.locator("#top"), "Show channels").tap();
            settings(phone, "Roles");
            shoot(phone, "13-phone");
            sound(phone);
        }
    }

    @Test
    void whoMayNotSeesTheRolesAndTouchesThemNot() {
        try (var milo = desktop("?as=milo&channel=games")) {
            settings(milo, "Roles");
            milo.locator(".role-line").getByText("Moderator").click();
            assertThat(milo.locator("[name=role-name]")).isDisabled();
        }
        var asMilo = "/sandbox/as/%s/guilds/%s/roles/%s";
        var path =
                asMilo.formatted(client.user("milo"), client.guildId(), client.role("Moderator"));
        var refused = client.send("PATCH", path, Json.object().put("name", "Boss"));
        assertEquals("Missing Permissions", refused.body().path("detail").asText());
    }

    @Test
    void channelsAreMadeChangedAndDeleted() {
        try (var marina = desktop("?as=marina&channel=games")) {
            press(marina.locator("#channels"), "Create channel in Harbour").click();
            marina.locator("dialog [name=answer]").fill("Fish Market");
            shoot(marina, "14-channel");
            sound(marina);
            marina.keyboard().press("Enter");
            assertThat(marina.locator("#top h1")).hasText("fish-market");
            right(marina.locator("#channels .current"));
            entry(marina, "Edit Channel").click();
            marina.locator("dialog [name=topic]").fill("Fresh every morning");
            press(marina.locator("dialog"), "Save Changes").click();
            assertThat(marina.locator("#top .topic")).hasText("Fresh every morning");
            right(marina.locator("#channels .current"));
            entry(marina, "Delete Channel").click();
            press(marina.locator("dialog"), "Delete Channel").click();
            assertThat(marina.locator("#top h1")).not().hasText("fish-market");
            assertEquals(12, newestEntry().path("action_type").asInt());
        }
    }

    @Test
    void picturesOfServersPeopleAndEmojisAreShown() {
        var data = "data:image/png;base64," + PageTest.PNG;
        client.rest("PATCH", "/users/@me", Json.object().put("avatar", data));
        var form = Json.object().put("name", "jig").put("image", data);
        var emojis = "/guilds/" + client.guildId() + "/emojis";
        var jig = client.rest("POST", emojis, form).body().path("id").asText();
        try (var marina = desktop("?as=marina&channel=games")) {
            assertThat(marina.locator("#members img.avatar")).hasCount(1);
            settings(marina, "Overview");
            var icon =
                    new FilePayload("i.png", "image/png", Base64.getDecoder().decode(PageTest.PNG));
            marina.locator(".looks input").setInputFiles(icon);
            assertThat(marina.locator(".looks img.guild-icon")).isVisible();
            shoot(marina, "15-overview");
            sound(marina);
            marina.keyboard().press("Escape");
            assertThat(marina.locator(".rail img.guild-icon")).isVisible();
            say(marina, "Look :jig:");
            assertThat(newest(marina).locator("img.emoji")).isVisible();
            press(marina.locator("#composer"), "Add an emoji").click();
            shoot(marina, "15-emojis");
            marina.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("jig")).click();
            marina.keyboard().press("Enter");
            assertThat(newest(marina).locator(".jumbo img.emoji")).isVisible();
            settings(marina, "Overview");
            press(marina.locator(".settings"), "Remove Icon").click();
            assertThat(marina.locator(".looks img")).hasCount(0);
        }
        client.rest("PATCH", "/users/@me", Json.object().putNull("avatar"));
        assertEquals(204, client.rest("DELETE", emojis + "/" + jig, null).status());
        assertEquals(200, client.send("GET", "/embed/avatars/3.png", null).status());
    }
}
