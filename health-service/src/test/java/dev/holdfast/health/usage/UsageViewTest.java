package dev.holdfast.health.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.usage.UsageStore.DayRow;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.testing.Asking;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class UsageViewTest {

    private static final Instant FIRST = Instant.parse("2026-11-02T00:00:00Z");
    private static final Invocation ASKED = Asking.in(new GuildId(1)).command("usage").build();
    private static final Growth GROWTH =
            new Growth(
                    new Growth.Servers(120, 7, 2, 11, 10),
                    123_456_789,
                    List.of(new Growth.Words(4, "nice, but **loud** <@1>")));

    private final UsageView view = new UsageView(new UsageWords());

    @Test
    void showsAnAdminTheirServer() throws IOException {
        var shown = view.server(ASKED, month());
        var words = words(shown);
        assertTrue(words.contains("How this server uses me"), words);
        assertTrue(words.contains("Success: 97.7%"), words);
        assertTrue(words.contains("half within 40 ms, 95 of 100 within 1.5 s"), words);
        assertTrue(words.contains("</pay> · 3,084 · 97.1%"), words);
        assertTrue(words.contains("4.3 of 5, from 12 people"), words);
        draw(shown);
    }

    @Test
    void showsOperatorsEverythingAndEscapesWhatPeopleWrote() {
        var words = words(view.bot(ASKED, month(), GROWTH));
        assertTrue(words.contains("120; 7 joined and 2 left in 30 days"), words);
        assertTrue(words.contains("90.9% of 11"), words);
        assertTrue(words.contains("123.5 MB"), words);
        assertTrue(words.contains("✗ 98 of 100 succeed (2.3% didn’t)"), words);
        assertFalse(words.contains("<@1>"), words);
    }

    @Test
    void saysThatThereIsTooLittleToTell() {
        var rows = List.of(new DayRow(FIRST, "pay", new Counts(3, 0, 0, 0, 0), new Latency()));
        var few = List.of(new MemberDay(FIRST, 0, 0, 3));
        var shown = view.server(ASKED, UsageFigures.of(rows, few, new Satisfaction(1, 5)));
        var words = words(shown);
        assertTrue(words.contains("Success: too few to tell"), words);
        assertTrue(words.contains("Active members: few"), words);
        assertTrue(words.contains("Satisfaction: too few to tell"), words);
        assertEquals(List.of(), shown.files());
    }

    @Test
    void aServerWhereNobodyUsesItHasAFirstStep() {
        var none = UsageFigures.of(List.of(), List.of(), new Satisfaction(0, 0));
        var words = words(view.server(ASKED, none));
        assertTrue(words.contains("no commands in 30 days"), words);
        assertTrue(words.contains("Nobody used me"), words);
    }

    @Test
    void theWeekFitsIntoAMessage() {
        var text = new Digest(new UsageWords()).of(month(), month(), GROWTH);
        assertTrue(text.startsWith("The week in numbers\nCommands: "), text);
        assertTrue(text.length() < 1_500, text);
    }

    static UsageFigures month() {
        var rows = new ArrayList<DayRow>();
        var members = new ArrayList<MemberDay>();
        for (var day = 0; day < 30; day++) {
            var at = FIRST.plus(day, ChronoUnit.DAYS);
            var latency = new Latency();
            for (var i = 0; i < 20; i++) {
                latency.add(Duration.ofMillis(i < 18 ? 40 : 1_500));
            }
            var failed = day == 12 ? 60 : 1;
            rows.add(new DayRow(at, "pay", new Counts(80 + day % 7 * 7, 0, failed, 0, 0), latency));
            rows.add(new DayRow(at, "balance", new Counts(30, 2, 0, 0, 0), latency));
            members.add(new MemberDay(at, day % 4, day % 3, 3 + day));
        }
        return UsageFigures.of(rows, members, new Satisfaction(12, 4.3));
    }

    private static void draw(Content shown) throws IOException {
        assertEquals(2, shown.files().size());
        for (var file : shown.files()) {
            var png = new UsagePicture().draw(file.parameters());
            var picture = ImageIO.read(new ByteArrayInputStream(png));
            assertEquals(900, picture.getWidth());
            Files.write(Path.of("target", file.name()), png);
        }
    }

    private static String words(Content shown) {
        return Objects.requireNonNull(shown.card()).words();
    }
}
