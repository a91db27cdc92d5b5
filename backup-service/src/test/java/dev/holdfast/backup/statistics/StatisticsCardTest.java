package dev.holdfast.backup.statistics;

import dev.holdfast.backup.snapshot.SnapshotWords;
import dev.holdfast.backup.statistics.Figures.Night;
import dev.holdfast.backup.testing.GoldenPictures;
import dev.holdfast.backup.testing.GoldenReplies;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Asking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an admin sees of how the backups do. */
class StatisticsCardTest {

    private static final Instant NIGHT = Instant.parse("2026-11-30T03:00:00Z");
    private static final Invocation ASKED =
            Asking.in(new GuildId(1)).command("backupstats").build();

    private final StatisticsView view = new StatisticsView(new SnapshotWords());
    private final ChartPicture pictures = new ChartPicture();

    @Test
    void showsSizesGrowthAndHowLongARestoreTakes() throws Exception {
        var shown = view.show(ASKED, new Figures(5, 9, NIGHT, false, nights(9)));
        GoldenReplies.assertSame("statistics", Reply.whisper(shown));
        for (var file : shown.files()) {
            GoldenPictures.assertSame(file.name(), pictures.draw(file.parameters()));
        }
    }

    @Test
    void saysThatTheLastGoodOneIsOld() {
        var late = new Figures(0, 1, NIGHT.minus(Duration.ofDays(2)), true, nights(1));
        GoldenReplies.assertSame("statistics-late", Reply.whisper(view.show(ASKED, late)));
    }

    @Test
    void saysThatThereIsNoneYet() {
        var none = new Figures(0, 0, null, false, List.of());
        GoldenReplies.assertSame("statistics-none", Reply.whisper(view.show(ASKED, none)));
    }

    @Test
    void yearsOfNightsFitInAReply() {
        view.show(ASKED, new Figures(5, 900, NIGHT, false, nights(900)));
    }

    private static List<Night> nights(int number) {
        var nights = new ArrayList<Night>();
        for (var i = number - 1; i >= 0; i--) {
            var stored = 77_000_000L - i * 1_300_000L % 60_000_000L;
            var drill = i == 2 ? null : Duration.ofMillis(3_100 + i * 97L % 1_000);
            var at = NIGHT.minus(Duration.ofDays(i));
            nights.add(
                    new Night(
                            at, stored, i == number - 1 ? stored : 2_100_000 + i * 40_000L, drill));
        }
        return nights;
    }
}
