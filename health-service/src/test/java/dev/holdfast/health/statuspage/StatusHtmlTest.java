package dev.holdfast.health.statuspage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import dev.holdfast.health.testing.GoldenPages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What everybody sees on the status page. */
class StatusHtmlTest {

    private static final int LARGEST = 200_000;

    private final StatusHtml html = new StatusHtml(new StatusWords());

    @Test
    void saysThatEverythingWorks() throws IOException {
        GoldenPages.assertSame("well", html.render(Statuses.allWell()));
    }

    @Test
    void saysWhatIsSlow() throws IOException {
        GoldenPages.assertSame("degraded", html.render(Statuses.oneSlow()));
    }

    @Test
    void saysWhatIsDownSinceWhenAndWhatBrokeWithIt() throws IOException {
        GoldenPages.assertSame("down", html.render(Statuses.oneDown()));
    }

    @Test
    void saysSinceWhenNobodyKnows() throws IOException {
        var page = html.render(Statuses.stale());
        assertTrue(page.contains("Unknown since 14:02 UTC."), page);
        assertFalse(page.contains("verdict well"), "what nobody looks at is not well");
        GoldenPages.assertSame("unknown", page);
    }

    @Test
    void saysThatNobodyHasLookedYet() throws IOException {
        var page = html.render(Statuses.never());
        assertFalse(page.contains("class=\"w\" d=\"M0 0h8"), "what nobody looked at is not green");
        GoldenPages.assertSame("never", page);
    }

    @Test
    void showsNamesAsTextAndNothingElse() throws IOException {
        var page = html.render(Statuses.hostile());
        assertFalse(page.contains("<script"), page);
        assertFalse(page.contains("\u202E"), "text that turns round what follows");
        GoldenPages.assertSame("hostile", page);
    }

    @Test
    void needsNoScriptAndNothingFromElsewhere() {
        var page = html.render(Statuses.oneDown());
        assertFalse(
                Pattern.compile("<script|<link|<img|<iframe|style=|onload|href=|src=")
                        .matcher(page)
                        .find(),
                page);
        assertTrue(html.policy().startsWith("default-src 'none'; style-src 'sha256-"));
        assertFalse(html.policy().contains("unsafe"));
    }

    @Test
    void isBoundedHoweverMuchThereIsToTell() {
        var many =
                IntStream.range(0, 30)
                        .mapToObj(i ->
                                new Line(
                                        new Component(Kind.SERVICE, "service" + i),
                                        Verdict.DOWN,
                                        Statuses.NOW,
                                        Statuses.eventful()))
                        .toList();
        var incident = Statuses.oneDown().incidents().getFirst();
        var status =
                new PublicStatus(
                        Statuses.NOW,
                        Statuses.NOW,
                        Sight.CLEAR,
                        true,
                        many,
                        Collections.nCopies(PublicIncidents.MOST, incident));
        var bytes = html.render(status).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < LARGEST, bytes + " bytes");
    }

    @Test
    void everyHeadingFollowsItsParent() {
        var levels =
                Pattern.compile("<h([1-6])")
                        .matcher(html.render(Statuses.oneDown()))
                        .results()
                        .map(it -> Integer.parseInt(it.group(1)))
                        .toList();
        assertEquals(1, levels.getFirst());
        for (var i = 1; i < levels.size(); i++) {
            assertTrue(levels.get(i) <= levels.get(i - 1) + 1, levels.toString());
        }
    }

    @Test
    void aPartIsCalledWellOnlyOfATimeInWhichSomebodyLooked() {
        var words = new StatusWords();
        var unwatched =
                new Line(
                        Statuses.ECONOMY,
                        Verdict.UNKNOWN,
                        null,
                        Statuses.never().lines().getFirst().days());
        assertEquals(
                "Not watched in this time.", words.sum(Locale.ENGLISH, unwatched, Statuses.NOW));
        var eventful = new Line(Statuses.ECONOMY, Verdict.WELL, null, Statuses.eventful());
        assertEquals(
                "Worked 99.06% of the time it was watched. That was 97.20% of these days.",
                words.sum(Locale.ENGLISH, eventful, Statuses.NOW));
    }

    @Test
    void aSecondOfTroubleIsNotRoundedAway() {
        var days =
                List.of(
                        new DaySum(
                                Statuses.TODAY.minusDays(1),
                                Duration.ofDays(1).minusMillis(1),
                                Duration.ZERO,
                                Duration.ofMillis(1)));
        var line = new Line(Statuses.ECONOMY, Verdict.WELL, null, days);
        assertEquals(
                "Worked 99.99% of the time it was watched.",
                new StatusWords().sum(Locale.ENGLISH, line, Statuses.NOW));
    }
}
