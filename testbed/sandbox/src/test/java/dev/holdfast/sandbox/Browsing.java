package dev.holdfast.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Chromium that looks at the page, and everything that its console complains about. */
final class Browsing implements AutoCloseable {
    static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 20_000;
    private static final List<Path> BROWSERS =
            List.of(
                    Path.of("/usr/bin/chromium"),
                    Path.of("/usr/bin/chromium-browser"),
                    Path.of("/usr/bin/google-chrome"));
    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Browsing(Path executable) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable)
                                        .setArgs(FLAGS));
    }

    /** The installed browser. */
    static Optional<Path> installed() {
        return BROWSERS.stream().filter(Files::isExecutable).findFirst();
    }

    Page desktop(URI root, String query) {
        return open(root, query, new Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    Page phone(URI root, String query) {
        return open(
                root,
                query,
                new Browser.NewContextOptions()
                        .setViewportSize(390, 844)
                        .setHasTouch(true)
                        .setIsMobile(true));
    }

    private Page open(URI root, String query, Browser.NewContextOptions options) {
        var context = browser.newContext(options);
        // Nothing leaves this machine: pictures from elsewhere are blank. A pattern and no
        // predicate:
        // that would hold up every request until this thread asks the browser something.
        context.route(
                Pattern.compile("^https?://(?!" + root.getAuthority() + "/).*"),
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("image/svg+xml")
                                        .setBody("<svg xmlns='http://www.w3.org/2000/svg'/>")));
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type()))
                complaints.add(message.text());
        });
        page.onPageError(complaints::add);
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.navigate(root.resolve("/" + query).toString());
        assertThat(page.locator("#composer-input")).isVisible();
        return page;
    }

    List<String> complaints() {
        return complaints;
    }

    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    static Locator newest(Page page) {
        return page.locator("#messages > li").last();
    }

    static Locator press(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator entry(Page page, String name) {
        return page.getByRole(
                AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static void say(Page page, String text) {
        page.locator("#composer-input").click();
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    /** Picks the command from the list by keyboard; its fields are there. */
    static void pick(Page page, String command) {
        page.locator("#composer-input").click();
        page.keyboard().type("/" + command);
        assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("/" + command);
        page.keyboard().press("Enter");
    }

    /** Uses a command that has no options. */
    static void use(Page page, String command) {
        pick(page, command);
        page.keyboard().press("Enter");
    }

    @Override
    public void close() {
        playwright.close();
    }
}
