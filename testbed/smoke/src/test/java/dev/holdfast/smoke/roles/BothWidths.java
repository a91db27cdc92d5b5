package dev.holdfast.smoke.roles;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.holdfast.smoke.page.ChatPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The page as one person has it open twice: as wide as a desktop and as narrow as a phone. */
final class BothWidths {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int HEIGHT = 844;
    private static final double PATIENCE_MILLIS = 30_000;

    private final List<String> complaints = new ArrayList<>();
    private final URI root;
    private final Page wide;
    private final Page narrow;

    BothWidths(Browser browser, URI root) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        this.root = root;
        this.wide = page(browser, 1_280);
        this.narrow = page(browser, 390);
    }

    private Page page(Browser browser, int width) {
        var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, HEIGHT));
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** What the browser's console complained of. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Somebody opens a channel. */
    void open(Harbour harbour, String person, String channel)
            throws IOException, InterruptedException {
        var query =
                "/?as=%s&channel=%s&server=%s"
                        .formatted(harbour.member(person), channel, harbour.id());
        for (var page : List.of(wide, narrow)) {
            page.navigate(root.resolve(query).toString());
        }
    }

    /** Where the person types and presses. */
    ChatPage desktop() {
        return new ChatPage(wide, SCREENSHOTS);
    }

    /** The newest message that has the first of these words has all of them; photographs it. */
    void shows(String picture, String... words) {
        sees(picture, page -> page.showing(words[0]), words);
    }

    /** The newest message that only this person sees has these words; photographs it. */
    void whispers(String picture, String... words) {
        sees(picture, ChatPage::privately, words);
    }

    private void sees(String picture, UnaryOperator<ChatPage> newest, String... words) {
        for (var page : List.of(wide, narrow)) {
            var seen = newest.apply(new ChatPage(page, SCREENSHOTS));
            for (var each : words) {
                seen.sees(each);
            }
        }
        photograph(picture);
    }

    /** Presses a button of the newest private message, then fills and sends its window. */
    void fills(String picture, String button, String title, String words) {
        desktop().privately().press(button);
        desktop().seesWindow(title, "");
        new ChatPage(narrow, SCREENSHOTS).seesWindow(title, "");
        photograph(picture);
        // The phone has the same window, which nobody sends there.
        var cancel = new Locator.GetByRoleOptions().setName("Cancel");
        narrow.locator("#modal").getByRole(AriaRole.BUTTON, cancel).click();
        desktop().fillWindow(words);
    }

    /** Waits until the newest picture is drawn. */
    void drawsAPicture() {
        for (var page : List.of(wide, narrow)) {
            var picture = page.locator(".gallery .attachment-image").last();
            PlaywrightAssertions.assertThat(picture).not().hasJSProperty("naturalWidth", 0);
        }
    }

    /** What the newest button of that name says to Discord. */
    String customId(String button) {
        var named = new Page.GetByRoleOptions().setName(button).setExact(true);
        return wide.getByRole(AriaRole.BUTTON, named).last().getAttribute("data-custom-id");
    }

    private void photograph(String picture) {
        new ChatPage(wide, SCREENSHOTS).screenshot(picture + "-desktop");
        new ChatPage(narrow, SCREENSHOTS).screenshot(picture + "-phone");
    }
}
