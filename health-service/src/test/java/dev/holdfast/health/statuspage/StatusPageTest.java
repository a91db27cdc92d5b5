package dev.holdfast.health.statuspage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page makes of what is known. */
class StatusPageTest {

    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final Instant NOW = Statuses.NOW;

    @Test
    void seesClearlyForThreeRounds() {
        assertEquals(Sight.CLEAR, sight(45, false));
        assertEquals(Sight.STALE, sight(46, false));
        assertEquals(Sight.STALE, sight(46, true));
        assertEquals(Sight.CUT_OFF, sight(45, true));
        assertEquals(Sight.NEVER, StatusPage.sight(NOW, null, ROUND, false));
    }

    @Test
    void whereNobodySeesNothingIsWell() {
        for (var sight : List.of(Sight.STALE, Sight.CUT_OFF, Sight.NEVER)) {
            var lines = lines(List.of(state(Statuses.ECONOMY, Verdict.WELL)), sight);
            assertTrue(lines.stream().allMatch(line -> line.verdict() == Verdict.UNKNOWN));
        }
        var stale = lines(List.of(state(Statuses.ECONOMY, Verdict.WELL)), Sight.STALE);
        assertEquals(NOW.minusSeconds(46), stale.get(1).since());
    }

    @Test
    void whatIsNotWatchedAtAllIsShownAsUnknown() {
        var lines = lines(List.of(state(Statuses.ECONOMY, Verdict.WELL)), Sight.CLEAR);
        assertEquals(
                List.of("discord:main", "service:economy", "postgres:main", "redis:main"),
                lines.stream().map(line -> line.component().toString()).toList());
        assertEquals(Verdict.UNKNOWN, lines.getFirst().verdict());
        assertEquals(Verdict.UNKNOWN, status(lines).overall());
    }

    @Test
    void neitherProcessesNorMachinesAreShown() {
        var instance = new Component(Kind.INSTANCE, "economy/10.1.2.3:8081");
        var host = new Component(Kind.HOST, "bigbox");
        var watcher = new Component(Kind.WATCHER, "main");
        var states = new ArrayList<ComponentState>();
        for (var component : List.of(instance, host, watcher, Statuses.ECONOMY)) {
            states.add(state(component, Verdict.DOWN));
        }
        var shown = lines(states, Sight.CLEAR);
        assertTrue(shown.stream().allMatch(line -> PublicKinds.has(line.component())));
        assertEquals(4, shown.size());
    }

    @Test
    void theWorstDecidesAndUnknownIsNotWell() {
        assertEquals(Verdict.WELL, overall(Verdict.WELL, Verdict.WELL));
        assertEquals(Verdict.UNKNOWN, overall(Verdict.WELL, Verdict.UNKNOWN));
        assertEquals(Verdict.DEGRADED, overall(Verdict.UNKNOWN, Verdict.DEGRADED));
        assertEquals(Verdict.DOWN, overall(Verdict.DEGRADED, Verdict.DOWN));
        assertEquals(Verdict.UNKNOWN, overall());
    }

    @Test
    void isWrittenWholeOrNotAtAll(@TempDir Path folder) throws IOException {
        var into = folder.resolve("public");
        StatusFolder.write("first", into);
        StatusFolder.write("second", into);
        assertEquals("second", Files.readString(into.resolve("index.html")));
        try (var files = Files.list(into)) {
            assertEquals(1, files.count(), "no draft is left behind");
        }
    }

    @Test
    void namesEachServiceInWordsOfItsMembers() {
        var words = new StatusWords();
        assertEquals("Coins and shop", words.name(Locale.ENGLISH, Statuses.ECONOMY));
        var toy = new Component(Kind.SERVICE, "toy");
        assertEquals("Commands of “toy”", words.name(Locale.ENGLISH, toy));
        assertFalse(words.name(Locale.ENGLISH, Statuses.POSTGRES).isBlank());
    }

    private static Sight sight(int secondsAgo, boolean cutOff) {
        return StatusPage.sight(NOW, NOW.minusSeconds(secondsAgo), ROUND, cutOff);
    }

    private static List<Line> lines(List<ComponentState> states, Sight sight) {
        return StatusPage.lines(states, sight, NOW.minusSeconds(46), _ -> Statuses.well());
    }

    private static ComponentState state(Component component, Verdict verdict) {
        return new ComponentState(component, verdict, NOW.minusSeconds(300), NOW, "", "");
    }

    private static Verdict overall(Verdict... verdicts) {
        var lines =
                Arrays.stream(verdicts)
                        .map(verdict -> new Line(Statuses.ECONOMY, verdict, null, Statuses.well()))
                        .toList();
        return status(lines).overall();
    }

    private static PublicStatus status(List<Line> lines) {
        return new PublicStatus(NOW, NOW, Sight.CLEAR, true, lines, List.of());
    }
}
