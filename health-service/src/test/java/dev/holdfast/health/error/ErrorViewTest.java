package dev.holdfast.health.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.error.ErrorCountStore.DayCount;
import dev.holdfast.health.error.ErrorListView.Listing;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.testing.Asking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What operators see of errors. */
class ErrorViewTest {

    private static final Invocation ASKED =
            Asking.in(new GuildId(1)).command("errors show").build();
    private static final Instant NOW = TestErrors.BEGAN.plus(Duration.ofHours(1));
    private static final List<DayCount> DAYS =
            IntStream.range(0, 14)
                    .mapToObj(day ->
                            new DayCount(
                                    LocalDate.of(2026, 11, 18).plusDays(day), day * 37L % 11 * day))
                    .toList();

    private final ErrorView view = new ErrorView();
    private final ErrorListView list = new ErrorListView();

    @Test
    void showsAllOfAnErrorWithItsLastFourteenDays() throws IOException {
        var shown = view.show(ASKED, group(), DAYS);
        var words = words(shown);
        assertEquals(Card.Kind.LOSS, card(shown).kind());
        assertTrue(words.contains("Error #0 · "), words);
        assertTrue(words.contains("IllegalStateException"), words);
        assertTrue(words.contains("3 times"), words);
        assertTrue(words.contains("buying for # broke"), words);
        assertTrue(words.contains("build `20261201120000`"), words);
        assertTrue(words.contains("holdfastctl operation 1197245631488000001"), words);
        assertEquals(
                List.of("Resolved", "Resolved in the next build", "Ignore", "All errors"),
                labels(shown));
        var chart = shown.files().getFirst();
        var png = new DailyChart().draw(chart.parameters());
        assertTrue(png.length > 1_000);
        var folder = Files.createDirectories(Path.of("target/pictures"));
        Files.write(folder.resolve("error-days.png"), png);
    }

    @Test
    void whatIsResolvedCanBeReopened() {
        var shown = view.show(ASKED, group().resolved(20261201130000L, NOW), DAYS);
        assertEquals(Card.Kind.RECORD, card(shown).kind());
        assertTrue(words(shown).contains("Resolved in build `20261201130000`"));
        assertEquals(List.of("Reopen", "All errors"), labels(shown));
        assertTrue(words(view.show(ASKED, group().ignored(NOW), DAYS)).contains("there are 30"));
    }

    @Test
    void listsErrorsWithoutDeadButtons() {
        var one = new Listing(Filter.OPEN, 0, 1, 1, List.of(group()), 2, List.of());
        var shown = list.show(ASKED, one);
        assertTrue(words(shown).contains("🆕 **#0**"), words(shown));
        assertFalse(words(shown).contains("Page"), words(shown));
        assertEquals(List.of("Resolved", "Ignored", "All"), labels(shown));
        var six = IntStream.range(0, ErrorListView.PAGE).mapToObj(_ -> group()).toList();
        // A select's options differ, so one of each number.
        var many = new Listing(Filter.OPEN, 1, 3, 14, List.of(six.getFirst()), 2, List.of());
        assertTrue(words(list.show(ASKED, many)).contains("Page 2 of 3"));
    }

    /** A list of nothing is no good news where nobody was heard. */
    @Test
    void saysWhatItCannotSee() {
        var nobody = new Listing(Filter.OPEN, 0, 1, 0, List.of(), 1, List.of("economy a:1"));
        assertTrue(words(list.show(ASKED, nobody)).contains("I can’t tell"));
        var noInstance = new Listing(Filter.OPEN, 0, 1, 0, List.of(), 0, List.of());
        assertTrue(words(list.show(ASKED, noInstance)).contains("I can’t tell"));
        var some = new Listing(Filter.OPEN, 0, 1, 0, List.of(), 2, List.of("economy a:1"));
        var words = words(list.show(ASKED, some));
        assertTrue(words.contains("Nothing is open."), words);
        assertTrue(words.contains("I couldn’t read one instance lately"), words);
    }

    @Test
    void aPictureIsDrawnFromAReplysParametersOnly() {
        var chart = new DailyChart();
        assertThrows(IllegalArgumentException.class, () -> chart.draw(Map.of()));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        chart.draw(
                                Map.of("title", "x", "bar", "x", "first", "never", "counts", "1")));
    }

    /** The longest that an instance can say still fits a card. */
    @Test
    void theLongestErrorsFitTheirCards() {
        var text = group().text();
        var longest =
                new ErrorText(
                        "s".repeat(300),
                        text.logger(),
                        "E".repeat(300),
                        "*".repeat(1_000),
                        IntStream.range(0, 10).mapToObj(_ -> "f".repeat(300)).toList());
        var long1 = withText(longest);
        view.show(ASKED, long1, DAYS);
        list.show(ASKED, new Listing(Filter.ALL, 0, 1, 1, List.of(long1), 1, List.of()));
    }

    private static ErrorGroup withText(ErrorText text) {
        var known = group();
        return new ErrorGroup(
                known.number(),
                known.service(),
                known.fingerprint(),
                known.state(),
                known.stateSince(),
                known.count(),
                text,
                known.firstAt(),
                known.firstBuild(),
                known.lastAt(),
                known.lastBuild(),
                null,
                null,
                known.operation(),
                known.instance(),
                known.guilds());
    }

    private static ErrorGroup group() {
        var heard = new InstanceErrors("economy", "127.0.0.1:8081", List.of());
        var error = TestErrors.of("00000000000000aa", TestErrors.BEGAN).times(3);
        return ErrorGroup.first(Occurrences.of(heard, error, 3, NOW), NOW);
    }

    private static Card card(Content content) {
        return Objects.requireNonNull(content.card());
    }

    private static String words(Content content) {
        return card(content).words();
    }

    private static List<String> labels(Content content) {
        return content.rows().getLast().stream()
                .map(Button.class::cast)
                .map(Button::label)
                .toList();
    }
}
