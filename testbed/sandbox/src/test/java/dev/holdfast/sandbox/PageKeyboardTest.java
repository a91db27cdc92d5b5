package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.holdfast.sandbox.Browsing.newest;
import static dev.holdfast.sandbox.Browsing.press;
import static dev.holdfast.sandbox.Browsing.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole page without a mouse, and without motion; what text looks like. */
@QuarkusTest
@Tag("chaos")
class PageKeyboardTest extends BrowserTest {
    private static final int MOST_STEPS = 80;
    private static final String WRITTEN =
            """
            # Harbour news
            **Bold**, *italic*, __underlined__, ~~struck~~, `code`, ||a secret|| and </ping:1>
            > Somebody said so
            - one
            - two
              - deeper
            1. first
            2. second
            -# small print
            ```js
            const tide = 'high';
            ```
            <t:1700000000:R> or <t:1700000000:F>, https://example.org/a_b_c\
            """;

    private static final String FILES =
            """
            (selector) => {
              const data = new DataTransfer();
              data.items.add(new File(['Ahoy'], '%1$s.txt', { type: 'text/plain' }));
              document.querySelector(selector).dispatchEvent(new %2$s('%1$s', { %3$s: data, bubbles: true, cancelable: true }));
            }\
            """;

    /** Tab, Shift+Tab or F6 until it has the keyboard. */
    private static void go(Page page, String key, String selector) {
        for (var step = 0; step < MOST_STEPS; step++) {
            page.keyboard().press(key);
            var there = "selector => document.activeElement.matches(selector)";
            if ((Boolean) page.evaluate(there, selector)) return;
        }
        fail("the keyboard does not reach " + selector);
    }

    private static void types(Page page, String command) {
        page.keyboard().type("/" + command);
        assertThat(page.locator("#picker [role=option]").first()).containsText("/" + command);
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
    }

    @Test
    void thePageIsWalkedByKeyboardAlone() {
        var found = Json.object().put("kind", "create").put("name", "Sandbank");
        client.act(found.put("userId", client.user("ada")));
        try (var ada = desktop("?as=ada&channel=general")) {
            assertThat(ada.locator("#composer-input")).isFocused();
            go(ada, "F6", "#rail .guild.current");
            ada.keyboard().press("ArrowDown");
            ada.keyboard().press("Enter");
            assertThat(ada.locator("#guild-name h2")).hasText("Sandbank");
            go(ada, "F6", "#rail .guild.current");
            ada.keyboard().press("ArrowUp");
            ada.keyboard().press("Enter");
            assertThat(ada.locator("#guild-name h2")).hasText("Holdfast Harbour");
            go(ada, "F6", "#channels .current");
            ada.keyboard().press("ArrowDown");
            ada.keyboard().press("Enter");
            assertThat(ada.locator("#top h1")).hasText("bank");
            assertThat(ada.locator("#composer-input")).isFocused();
            types(ada, "buttons");
            assertThat(newest(ada)).containsText("Press one");
            go(ada, "Shift+Tab", "#messages li:last-child [data-custom-id=on]");
            ada.keyboard().press("Enter");
            assertThat(newest(ada)).containsText("You went on");
            go(ada, "Tab", "#composer-input");
            fillsAForm(ada);
            opensTheSettings(ada);
        }
    }

    private static void fillsAForm(Page ada) {
        types(ada, "form");
        assertThat(ada.locator("#modal [name=name]")).isFocused();
        ada.keyboard().type("Ada");
        go(ada, "Tab", "#modal button[type=submit]");
        ada.keyboard().press("Enter");
        assertThat(newest(ada)).containsText("Thank you for the story");
        assertThat(ada.locator("#composer-input")).isFocused();
        types(ada, "form");
        assertThat(ada.locator("#modal [name=name]")).isFocused();
        ada.keyboard().press("Escape");
        assertThat(ada.locator("#modal")).isHidden();
        assertThat(ada.locator("#composer-input")).isFocused();
    }

    private static void opensTheSettings(Page ada) {
        go(ada, "F6", "#channels .current");
        go(ada, "Shift+Tab", ".guild-head");
        ada.keyboard().press("Enter");
        assertThat(ada.locator(".menu .menu-item").first()).isFocused();
        ada.keyboard().press("Enter");
        assertThat(ada.locator(".settings")).isVisible();
        ada.keyboard().press("Escape");
        assertThat(ada.locator(".settings")).hasCount(0);
        assertThat(ada.locator(".guild-head")).isFocused();
        ada.keyboard().press("Enter");
        ada.keyboard().press("Escape");
        assertThat(ada.locator(".guild-head")).isFocused();
    }

    @Test
    void filesArePastedDroppedAndTakenBack() {
        try (var ada = desktop("?as=ada&channel=games")) {
            ada.evaluate(
                    FILES.formatted("paste", "ClipboardEvent", "clipboardData"), "#composer-input");
            assertThat(ada.locator(".tray-file")).hasText(Pattern.compile("paste\\.txt"));
            ada.evaluate(FILES.formatted("dragover", "DragEvent", "dataTransfer"), "#scroller");
            assertThat(ada.locator("#drop")).isVisible();
            ada.evaluate(FILES.formatted("drop", "DragEvent", "dataTransfer"), "#scroller");
            assertThat(ada.locator("#drop")).isHidden();
            assertThat(ada.locator(".tray-file")).hasCount(2);
            press(ada.locator(".tray"), "Remove paste.txt").click();
            ada.locator("#composer-input").press("Enter");
            assertThat(newest(ada).locator(".attachment-name")).hasText("drop.txt");
        }
    }

    @Test
    void nothingMovesForWhoWantsNoMotion() {
        try (var ada = desktop("?as=ada&channel=games")) {
            ada.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            var moves =
                    "[...document.querySelectorAll('*')].filter((each) => ['animationName', 'transitionProperty']"
                            + ".some((what) => !['none', 'all'].includes(getComputedStyle(each)[what]))).length";
            assertEquals(0, ada.evaluate(moves));
        }
    }

    @Test
    void textIsWrittenAsDiscordWritesIt() {
        client.act(client.act("message", "ben", "bank").put("content", WRITTEN));
        try (var ada = desktop("?as=ada&channel=bank")) {
            var said = newest(ada);
            assertThat(said.locator("h3.heading")).hasText("Harbour news");
            assertThat(said.locator(".spoiler")).hasAttribute("aria-label", "Spoiler");
            assertThat(said.locator("blockquote")).hasText("Somebody said so");
            assertThat(said.locator("ul li")).hasCount(3);
            assertThat(said.locator("ol li")).hasCount(2);
            assertThat(said.locator("pre")).hasText("const tide = 'high';");
            assertThat(said.locator("time.moment").first()).containsText("ago");
            shoot(ada, "16-markdown");
            said.locator("[data-command=ping]").click();
            assertThat(ada.locator(".command-name")).hasText("/ping");
            ada.keyboard().press("Enter");
            assertThat(newest(ada)).containsText("Pong");
            assertEquals(List.of(), Accessibility.violations(ada));
        }
    }
}
