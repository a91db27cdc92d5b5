package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.holdfast.sandbox.Browsing.entry;
import static dev.holdfast.sandbox.Browsing.newest;
import static dev.holdfast.sandbox.Browsing.pick;
import static dev.holdfast.sandbox.Browsing.press;
import static dev.holdfast.sandbox.Browsing.say;
import static dev.holdfast.sandbox.Browsing.shoot;
import static dev.holdfast.sandbox.Browsing.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.MouseButton;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people and a bot say to each other on the page, in a real browser. */
@QuarkusTest
@Tag("chaos")
class PageTest extends BrowserTest {
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><rect width='300' height='200' fill='teal'/></svg>";

    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    @Test
    void peopleTalkReactEditAndDelete() {
        try (var ada = desktop("?as=ada&channel=games");
                var ben = desktop("?as=ben&channel=general")) {
            say(ada, "Hello @ben, come to #games");
            assertThat(newest(ada).locator(".mention")).hasCount(2);
            assertThat(ben.locator("[data-channel].unread .badge")).hasText("1");
            ben.locator("[data-channel].unread").click();
            assertThat(newest(ben)).hasClass(Pattern.compile("pinged"));
            react(ben);
            assertThat(newest(ada).locator(".reaction[aria-pressed=false] b").first()).hasText("1");
            newest(ada).locator("[data-emoji='⚓']").click();
            assertThat(newest(ben).locator("[data-emoji='⚓'] b")).hasText("2");
            newest(ben).locator("[data-emoji='⚓']").click();
            assertThat(newest(ada).locator("[data-emoji='⚓']"))
                    .hasAttribute("aria-label", "You reacted with anchor");
            shoot(ada, "1-reactions");
            editAndDelete(ada, ben);
        }
    }

    private static void react(Page page) {
        newest(page).hover();
        press(newest(page), "Add a reaction").first().click();
        page.keyboard().type("anchor");
        shoot(page, "1-emoji");
        page.keyboard().press("Enter");
    }

    private static void editAndDelete(Page ada, Page ben) {
        ada.locator("#composer-input").click();
        ada.keyboard().press("ArrowUp");
        assertThat(ada.locator(".edit-field")).isFocused();
        ada.keyboard().type(" today");
        shoot(ada, "1-edit");
        ada.keyboard().press("Enter");
        assertThat(newest(ben)).containsText("today(edited)");
        assertThat(newest(ben).locator(".reaction")).hasCount(2);
        ben.locator("#composer-input").click();
        ben.keyboard().type("T");
        assertThat(ada.locator("#typing")).hasText("Ben is typing…");
        ben.keyboard().press("Backspace");
        say(ben, "To be forgotten");
        assertThat(newest(ada)).containsText("To be forgotten");
        newest(ben).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        entry(ben, "Delete Message").click();
        press(ben.locator("dialog"), "Delete").click();
        assertThat(newest(ada)).not().containsText("To be forgotten");
    }

    @Test
    void aBotAnswersInEveryWayDiscordKnows() {
        try (var ada = desktop("?as=ada&channel=bank")) {
            use(ada, "ping");
            assertThat(newest(ada)).containsText("Pong from the bot");
            use(ada, "whisper");
            assertThat(newest(ada)).containsText("Only you can see this");
            press(newest(ada), "Dismiss message").click();
            assertThat(newest(ada)).containsText("Pong");
            bot.forget();
            use(ada, "think");
            assertThat(newest(ada)).containsText("Holdfast is thinking…");
            shoot(ada, "2-thinking");
            bot.finish(bot.hears(), "I thought about it");
            assertThat(newest(ada)).containsText("I thought about it");
            use(ada, "buttons");
            shoot(ada, "2-buttons");
            press(newest(ada), "Go on").click();
            assertThat(newest(ada)).containsText("You went on");
            use(ada, "form");
            fillForm(ada);
            bot.forget();
            answerSurvey(ada);
            use(ada, "embed");
            assertThat(newest(ada).locator(".embed-field.third")).hasCount(3);
            shoot(ada, "2-embed");
        }
    }

    private void answerSurvey(Page page) {
        use(page, "survey");
        assertThat(page.locator("#modal-title")).hasText("Survey");
        press(page.locator("#modal"), "Submit").click();
        assertThat(page.locator(".modal-wrong")).hasText("Choose at least 1.");
        page.locator("#modal .select-head").click();
        page.locator("#modal li", new Page.LocatorOptions().setHasText("Land")).click();
        shoot(page, "2-survey");
        press(page.locator("#modal"), "Submit").click();
        assertThat(page.locator("#modal")).isHidden();
        assertEquals("survey", bot.hears().path("data").path("name").asText());
        var sent = bot.hears().path("data").toString();
        assertTrue(sent.contains("\"values\":[\"land\"]"), sent);
    }

    private static void fillForm(Page page) {
        assertThat(page.locator("#modal-title")).hasText("Tell us");
        press(page.locator("#modal"), "Submit").click();
        assertThat(page.locator(".modal-wrong").first()).hasText("This field is required.");
        shoot(page, "2-form");
        page.locator("#modal [name=name]").fill("Ada");
        page.keyboard().press("Enter");
        assertThat(newest(page)).containsText("Thank you for the story");
    }

    @Test
    void everyKindOfSelectIsChosenByKeyboard() {
        try (var ada = desktop("?as=ada&channel=bank")) {
            use(ada, "selects");
            assertThat(newest(ada).locator(".select")).hasCount(5);
            bot.hears();
            choose(ada, "colours", "Red", "Blue");
            assertEquals("[\"red\",\"blue\"]", values());
            choose(ada, "person", "Milo");
            assertEquals("[\"%s\"]".formatted(client.user("milo")), values());
            choose(ada, "role", "Lightkeeper");
            assertEquals("[\"%s\"]".formatted(client.role("Lightkeeper")), values());
            choose(ada, "anyone", "Moderator");
            assertEquals("[\"%s\"]".formatted(client.role("Moderator")), values());
            choose(ada, "place", "bank");
            assertEquals("[\"%s\"]".formatted(client.channel("bank")), values());
        }
    }

    private String values() {
        return bot.hears().path("data").path("values").toString();
    }

    private static void choose(Page page, String select, String... lines) {
        var node = page.locator(".select:has([data-custom-id='%s'])".formatted(select)).last();
        node.locator(".select-head").focus();
        page.keyboard().press("Enter");
        assertThat(node.locator(".select-panel")).isVisible();
        if (lines.length == 1 && node.locator(".select-search").count() > 0) {
            page.keyboard().type(lines[0]);
            shoot(page, "3-select-" + select);
            page.keyboard().press("Enter");
            assertThat(node.locator(".select-head"))
                    .hasAttribute("aria-label", Pattern.compile(": " + lines[0]));
            return;
        }
        for (var line : lines) {
            node.locator("li", new Locator.LocatorOptions().setHasText(line)).focus();
            page.keyboard().press("Enter");
        }
        shoot(page, "3-select-many");
        page.keyboard().press("Escape");
    }

    @Test
    void aCommandIsFilledInByKeyboardAndCheckedBeforeItIsSent() {
        try (var ada = desktop("?as=ada&channel=bank")) {
            pick(ada, "money admin add");
            ada.keyboard().type("mil");
            shoot(ada, "4-member");
            ada.keyboard().press("Enter");
            ada.keyboard().type("11");
            ada.keyboard().press("Enter");
            assertThat(ada.locator(".composer-error"))
                    .hasText("amount: Input a number between 1 and 10.");
            shoot(ada, "4-wrong");
            ada.keyboard().press("Backspace");
            ada.keyboard().press("Tab");
            ada.keyboard().type("kind");
            ada.keyboard().press("Tab");
            ada.keyboard().press("ArrowDown");
            ada.keyboard().press("Tab");
            ada.keyboard().type("fruit");
            ada.keyboard().press("Tab");
            assertThat(ada.locator("#picker [role=option]")).hasCount(2);
            ada.keyboard().type("c");
            assertThat(ada.locator("#picker [role=option]")).hasCount(2);
            ada.keyboard().press("ArrowDown");
            ada.keyboard().press("Tab");
            shoot(ada, "4-filled");
            ada.keyboard().press("Enter");
            var data = bot.hears().path("data");
            var options = data.at("/options/0/options/0/options");
            assertEquals(client.user("milo"), options.get(0).path("value").asText());
            assertEquals(1, options.get(1).path("value").asInt());
            assertEquals("s", options.get(2).path("value").asText());
            assertEquals("cherry", options.get(3).path("value").asText());
        }
    }

    @Test
    void menusOnPeopleAndMessagesReachTheBot() {
        try (var ada = desktop("?as=ada&channel=bank")) {
            say(ada, "Keep this");
            assertThat(newest(ada)).containsText("Keep this");
            newest(ada).focus();
            ada.keyboard().press("Enter");
            entry(ada, "Apps").focus();
            ada.keyboard().press("ArrowRight");
            assertThat(entry(ada, "Bookmark")).isFocused();
            shoot(ada, "5-apps");
            ada.keyboard().press("Enter");
            assertThat(newest(ada)).containsText("Kept.");
            assertEquals("Bookmark", bot.hears().path("data").path("name").asText());
            var milo =
                    ada.locator(
                            "#members [data-profile]",
                            new Page.LocatorOptions().setHasText("Milo"));
            milo.click();
            assertThat(ada.locator(".card")).containsText("Moderator");
            shoot(ada, "5-card");
            ada.keyboard().press("Escape");
            assertThat(milo).isFocused();
            milo.click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
            entry(ada, "Apps").click();
            entry(ada, "Inspect").click();
            assertEquals(client.user("milo"), bot.hears().path("data").path("target_id").asText());
            milo.click();
            press(ada.locator(".card"), "Message").click();
            assertThat(ada.locator("#top h1")).hasText("Milo");
            say(ada, "Between us");
            assertThat(newest(ada)).containsText("Between us");
        }
    }

    @Test
    void filesAreSentSeenLargeAndTakenBack() {
        try (var ada = desktop("?as=ada&channel=games")) {
            var picture = new FilePayload("sea.png", "image/png", Base64.getDecoder().decode(PNG));
            var drawing =
                    new FilePayload(
                            "plan.svg", "image/svg+xml", SVG.getBytes(StandardCharsets.UTF_8));
            var note =
                    new FilePayload(
                            "note.txt", "text/plain", "Ahoy".getBytes(StandardCharsets.UTF_8));
            ada.locator(".tray-box input")
                    .setInputFiles(new FilePayload[] {picture, drawing, note, note});
            assertThat(ada.locator(".tray-file")).hasCount(4);
            press(ada.locator(".tray"), "Remove note.txt").first().click();
            shoot(ada, "8-tray");
            say(ada, "Look");
            assertThat(newest(ada).locator(".attachment")).hasCount(2);
            assertThat(newest(ada).locator(".attachment-name").first()).hasText("plan.svg");
            assertThat(ada.locator(".tray-file")).hasCount(0);
            press(newest(ada), "Open picture: sea.png").click();
            assertThat(ada.locator(".lightbox img")).isVisible();
            shoot(ada, "8-lightbox");
            ada.keyboard().press("Escape");
            assertThat(ada.locator(".lightbox")).hasCount(0);
        }
    }

    @Test
    void aLayoutIsDrawnAndItsButtonsWork() {
        try (var ada = desktop("?as=ada&channel=games")) {
            use(ada, "layout");
            assertThat(newest(ada).locator(".layout-container .layout-section")).hasCount(1);
            shoot(ada, "9-layout");
            bot.hears();
            press(newest(ada), "Buy").click();
            assertEquals("on", bot.hears().path("data").path("custom_id").asText());
        }
    }
}
