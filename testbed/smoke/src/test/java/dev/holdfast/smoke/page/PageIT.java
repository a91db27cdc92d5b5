package dev.holdfast.smoke.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way: a real browser, the page, Javacord, the gateway, the ledger, and back; and from
 * the economy's outbox to what admins read.
 */
class PageIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir static Path data;

    private static int ports;
    private static RunningStack stack;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        ports = RunningStack.freePorts();
        stack = RunningStack.start(ROOT, data, ports);
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
    }

    /** Of all services together. */
    @Test
    void showsMembersNoAdminsCommandAndOnlyOneServerTheOperators() throws Exception {
        var owner = new Owner(stack.page());
        var everywhere = new TreeMap<String, String>();
        for (var command : owner.commands()) {
            var name = command.path("name").asText();
            var needed = command.path("default_member_permissions").asText("");
            if (command.hasNonNull("guild_id")) {
                assertEquals("operator", name);
                assertEquals(owner.guild(), command.path("guild_id").asText());
                assertEquals("0", needed);
            } else {
                everywhere.put(name, needed);
            }
        }
        assertTrue(everywhere.size() <= 100, everywhere::toString);
        assertFalse(everywhere.containsKey("operator"), everywhere::toString);
        for (var admins : List.of("coins", "economy", "holdfast")) {
            assertEquals("32", everywhere.get(admins), everywhere::toString);
        }
        for (var members : List.of("balance", "daily", "money", "pay", "help")) {
            assertEquals("", everywhere.get(members), everywhere::toString);
        }
    }

    @Test
    void aPersonUsesTheBotAndItKnowsTheirCoinsAfterARestart() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        try (var chromium = Chromium.start()) {
            try (var chat = open(chromium.browser(), stack)) {
                earnAndPay(chat);
            }
            stop();
            stack = RunningStack.start(ROOT, data, ports);
            try (var chat = open(chromium.browser(), stack)) {
                balancesAreStillKnown(chat);
            }
        }
        assertEquals(List.of(), complaints, "the browser's console complained");
    }

    @Test
    void adminsAreToldOnceOfEachAdjustmentOfCoinsInTheirChannelOnly() throws Exception {
        var marina = new Owner(stack.page());
        marina.wantsNoticesIn("games");
        for (var amount = 1; amount <= 4; amount++) {
            var answer = marina.adds(amount, "milo");
            assertTrue(answer.contains("Coins added"), answer);
        }
        await().atMost(PATIENCE).until(() -> marina.reads("> gave **4**").size() == 1);
        var notices = marina.reads("> gave **");
        assertEquals(4, notices.size(), notices::toString);
        for (var notice = 0; notice < 4; notice++) {
            var text = Owner.text(notices.get(notice));
            assertTrue(text.contains("> gave **%d**".formatted(notice + 1)), text);
            var channel = notices.get(notice).path("channel_id").asText();
            assertEquals(marina.channel("games"), channel);
        }
    }

    /** A past fault: any service could make itself any role. */
    @Test
    void withWhatEconomyHoldsNobodyOpensTheGatewaysSchema() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")), "only Linux tells");
        var economy = ProcessEnvironment.of(stack.processes(), "economy-service");
        var database = "jdbc:" + economy.get("DATABASE_URL").orElseThrow();
        assertEquals(Optional.empty(), economy.get("DATABASE_ADMIN_URL"));
        assertEquals(Optional.empty(), economy.get("HOLDFAST_SECRET"));
        var own = economy.keys().get("database:economy");
        assertTrue(own.length() > 32);
        try (var connection = DriverManager.getConnection(database, "economy", own);
                var statement = connection.createStatement()) {
            assertTrue(statement.executeQuery("select count(*) from economy.operation").next());
            var refused =
                    assertThrows(
                            SQLException.class,
                            () -> statement.executeQuery("select * from gateway.operation"));
            assertEquals("42501", refused.getSQLState(), refused.getMessage());
        }
        for (var role : List.of("gateway", "gateway_worker", "postgres")) {
            for (var key : economy.keys().values()) {
                assertThrows(
                        SQLException.class,
                        () -> DriverManager.getConnection(database, role, key).close());
            }
        }
    }

    private static void earnAndPay(ChatPage chat) throws Exception {
        chat.openChannel("bank");
        chat.pick("balance").send();
        chat.sees("100 ⚓");
        chat.screenshot("1-balance");
        chat.pick("daily").send();
        chat.sees("+100 ⚓");
        chat.screenshot("2-daily");
        chat.pick("pay").choose("member", "Ben").fill("amount", "25").send();
        chat.sees("+25 ⚓");
        chat.pick("pay").choose("member", "Ben").fill("amount", "1,000").send();
        chat.sees("but have 175 ⚓");
        chat.sees("Only you can see this");
        chat.screenshot("3-pay-and-refusal");
        for (var paid = 1; paid <= 9; paid++) {
            chat.pick("pay").choose("member", "Ben").fill("amount", "1").send();
            chat.sees("+1 ⚓");
        }
        turnPages(chat);
        chat.pick("leaderboard").send();
        chat.sees("You’re #1 with 166 ⚓");
        chat.screenshot("4-leaderboard");
        chat.say("!balance");
        chat.sees("166 ⚓");
        chat.screenshot("5-prefix");
        chat.actAs("Marina");
        chat.pick("economy settings").send();
        chat.sees("What /daily pays.");
        chat.screenshot("6-settings");
        changeASetting(chat);
        readTheHelp(chat);
    }

    private static void changeASetting(ChatPage chat) {
        chat.pickFromList("Daily reward");
        chat.seesWindow("Daily reward", "100");
        chat.screenshot("6-settings-window");
        chat.fillWindow("150");
        chat.sees("Daily reward: 100 → 150");
        chat.screenshot("6-settings-changed");
        chat.pickFromList("Daily reward");
        chat.seesWindow("Daily reward", "150");
        chat.fillWindow("plenty");
        chat.sees("as a number. Write it like 25");
    }

    private static void readTheHelp(ChatPage chat) throws Exception {
        chat.pick("help").option("command").choose("command", "/daily").send();
        chat.sees("Collects your daily reward");
        chat.screenshot("6-help-completed");
        chat.pick("help").send();
        chat.sees("What can I do for you?");
        chat.screenshot("6-help");
        chat.pickFromList("Wallet");
        chat.sees("/money history");
        chat.screenshot("6-help-picked");
        chat.say("<@%s>".formatted(new Owner(stack.page()).person("Holdfast")));
        chat.say("!dialy");
        chat.sees("Did you mean");
        chat.screenshot("6-mention-and-guess");
    }

    private static void turnPages(ChatPage chat) {
        chat.pick("money history").send();
        chat.sees("Money history");
        var newest = chat.newest();
        assertFalse(newest.contains("Starting balance"), newest);
        chat.screenshot("4-history-newest");
        chat.press("Older");
        chat.sees("Newer");
        chat.press("Older");
        chat.sees("Starting balance");
        assertTrue(chat.newest().contains("Daily reward"), chat.newest());
        chat.screenshot("4-history-older");
        chat.press("Newest");
        chat.sees("then 166");
    }

    private static void balancesAreStillKnown(ChatPage chat) {
        chat.openChannel("bank");
        chat.say("!balance");
        chat.sees("166 ⚓");
        chat.actAs("Ben");
        chat.pick("balance").send();
        chat.sees("134 ⚓");
        chat.screenshot("7-after-a-restart");
    }

    private ChatPage open(Browser browser, RunningStack stack) {
        var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 800));
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(stack.page().toString(), new Page.NavigateOptions());
        return new ChatPage(page, SCREENSHOTS);
    }
}
