package dev.holdfast.smoke.backup;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.holdfast.smoke.page.ChatPage;
import dev.holdfast.smoke.page.Chromium;
import dev.holdfast.smoke.page.RunningStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server has role rules, menus, settings and balances, and its admin takes a backup. Then rows
 * are deleted behind the bot's back. The admin reads of it, and brings back exactly those rows by
 * the button of that notice, in under a minute; another server stays as it is, to the byte. Then
 * all of it is undone.
 */
@Tag("chaos")
class BackupStoryIT {

    private static final Logger LOG = Logger.getLogger(BackupStoryIT.class);
    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration ADMIN = Duration.ofMinutes(1);
    private static final int DESKTOP = 1_280;
    private static final int PHONE = 390;

    /** What goes on by itself meanwhile; and a menu that comes back is posted anew. */
    private static final Pattern MOVING =
            Pattern.compile("backup\\..*|.*\\.(alert|timer|menu_post)");

    private static final List<String> LOST =
            List.of("roles.rule", "roles.menu_role", "roles.menu", "economy.setting");

    @TempDir Path data;

    private final List<String> complaints = new ArrayList<>();
    private BackupGuild lost;
    private BackupGuild other;
    private Rows rows;
    private ChatPage desktop;
    private ChatPage phone;

    @Test
    void whatWasDeletedBehindTheBotsBackComesBackAndIsUndone() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        var ports = RunningStack.freePorts();
        var settings = Map.of("BACKUP_DETECTION_INTERVAL", "2s");
        try (var stack = RunningStack.start(ROOT, data, ports, settings);
                var chromium = Chromium.start();
                var database = stack.superuser()) {
            rows = new Rows(database);
            lost = BackupGuild.first(stack.page());
            other = lost.founds("Second Harbour");
            for (var guild : List.of(lost, other)) {
                furnish(guild);
            }
            var query = "?as=%s&channel=%s".formatted("marina", lost.channelName());
            try (var wide = open(chromium, stack, query, DESKTOP);
                    var narrow = open(chromium, stack, query, PHONE)) {
                desktop = wide;
                phone = narrow;
                story();
            }
        }
        assertEquals(List.of(), complaints, "the browser's console complained");
    }

    private void story() throws Exception {
        backsUp();
        var whole = kept(lost);
        var coins = rows.balances(lost.id());
        lost.coins("remove", 400, lost.owner());
        var others = all(other);
        for (var table : LOST) {
            var deleted =
                    rows.execute("delete from %s where guild_id = %s".formatted(table, lost.id()));
            assertTrue(deleted > 0, table);
        }
        var damaged = kept(lost);
        var poorer = rows.balances(lost.id());
        assertNotEquals(whole, damaged);
        assertNotEquals(coins, poorer);

        readsOfIt();
        var began = System.nanoTime();
        restores();
        var took = Duration.ofNanos(System.nanoTime() - began);
        LOG.infof("an admin's restore took %d ms", took.toMillis());
        assertTrue(took.compareTo(ADMIN) < 0, took::toString);
        assertEquals(whole, kept(lost));
        assertEquals(coins, rows.balances(lost.id()));
        isSound(others);

        undoes();
        assertEquals(damaged, kept(lost));
        assertEquals(poorer, rows.balances(lost.id()));
        isSound(others);
        looksBack();
    }

    private static void furnish(BackupGuild guild) throws Exception {
        guild.wantsNotices();
        var rope = guild.newRole("Rope");
        var sail = guild.newRole("Sail");
        guild.addsRule(rope, "account < 365d");
        guild.addsRule(sail, "account < 100d");
        guild.postsMenu("Watches", guild.newRole("Watch"));
        guild.paysDaily(150);
        guild.coins("add", 900, guild.owner());
    }

    private void backsUp() {
        desktop.pick("backup").option("note").fill("note", "before the storm").send();
        desktop.sees("Backup made");
        shoot("backup-1-made");
        desktop.press("All backups");
        desktop.sees("Backups of this server");
        shoot("backup-2-list");
    }

    private void readsOfIt() {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> desktop.sees("Some of this server’s data is gone"));
        shoot("backup-3-notice");
    }

    private void restores() {
        desktop.press("Look and restore");
        var answers = desktop.privately(); // notices come between
        answers.sees("What a restore would change");
        shoot("backup-4-damaged");
        answers.pickAllFromList("Coins");
        answers.sees("coins change");
        shoot("backup-5-diff");
        answers.press("Restore …");
        desktop.seesWindow("Restore this server", "");
        shoot("backup-6-window");
        desktop.fillWindow("restore");
        answers.sees("Restored");
        shoot("backup-7-restored");
    }

    private void undoes() {
        var answers = desktop.privately();
        answers.press("Undo");
        answers.sees("What undoing would change");
        shoot("backup-8-undo");
        answers.press("Undo …");
        desktop.seesWindow("Undo the restore", "");
        desktop.fillWindow("UNDO");
        answers.sees("Undone");
        shoot("backup-9-undone");
    }

    private void looksBack() {
        var answers = desktop.privately();
        desktop.pick("restore").send();
        answers.sees("Pick a backup");
        shoot("backup-10-pick");
        desktop.pick("backup").send();
        answers.sees("One backup every 10 minutes");
        shoot("backup-11-too-soon");
        desktop.pick("backupstats").send();
        answers.sees("Backups at a glance");
        shoot("backup-12-statistics");
    }

    private void isSound(Map<String, String> others) throws SQLException {
        assertEquals(others, all(other), "another server");
        for (var guild : List.of(lost, other)) {
            assertEquals("", rows.wrongAccounts(guild.id()), "the ledger");
        }
    }

    private Map<String, String> kept(BackupGuild guild) throws SQLException {
        var kept = new TreeMap<>(rows.of(guild.id()));
        kept.keySet().removeIf(MOVING.asMatchPredicate());
        return kept;
    }

    private Map<String, String> all(BackupGuild guild) throws SQLException {
        var all = new TreeMap<>(kept(guild));
        all.put("balances", rows.balances(guild.id()).toString());
        return all;
    }

    private void shoot(String name) {
        desktop.screenshot(name + "-desktop");
        phone.screenshot(name + "-phone");
    }

    private ChatPage open(Chromium chromium, RunningStack stack, String query, int width) {
        var options = new Browser.NewPageOptions().setViewportSize(width, 844);
        var page = chromium.browser().newPage(options);
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(stack.page().resolve("/" + query).toString(), new Page.NavigateOptions());
        return new ChatPage(page, SCREENSHOTS);
    }
}
