package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A browser that looks at the running sandbox, and a scripted bot that answers. */
abstract class BrowserTest extends SandboxTest {
    static Browsing browsing;
    ScriptedBot bot;

    @BeforeAll
    static void launch() throws Exception {
        var browser = Browsing.installed();
        assumeTrue(
                browser.isPresent(),
                "skipped: no Chromium; install Debian's chromium to run the page's tests");
        Files.createDirectories(Browsing.SCREENSHOTS);
        browsing = new Browsing(browser.get());
    }

    @AfterAll
    static void quit() {
        if (browsing != null) browsing.close();
    }

    @BeforeEach
    void begin() {
        bot = new ScriptedBot(client);
    }

    @AfterEach
    void end() throws Exception {
        bot.close();
        assertEquals(List.of(), browsing.complaints(), "the browser's console complained");
    }

    Page desktop(String query) {
        return browsing.desktop(root, query);
    }
}
