package dev.holdfast.health.status;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.PublicStatus;
import dev.holdfast.health.statuspage.PublicStatus.Line;
import dev.holdfast.health.statuspage.PublicStatus.Sight;
import dev.holdfast.health.statuspage.StatusWords;
import dev.holdfast.health.statuspage.Statuses;
import dev.holdfast.health.testing.GoldenPictures;
import dev.holdfast.health.testing.GoldenReplies;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Asking;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What members see of how the bot is. */
class StatusCardsTest {

    private static final Invocation ASKED = Asking.in(new GuildId(1)).command("status").build();

    private final HealthStatusView view = new HealthStatusView(new StatusWords());
    private final BarsPicture pictures = new BarsPicture();

    @Test
    void saysThatEverythingWorks() throws IOException {
        assertSame("status-well", Statuses.allWell());
    }

    @Test
    void saysWhatIsSlow() throws IOException {
        assertSame("status-degraded", Statuses.oneSlow());
    }

    @Test
    void saysWhatIsDownAndThatSomebodySeesToIt() throws IOException {
        assertSame("status-down", Statuses.oneDown());
    }

    @Test
    void saysSinceWhenNobodyKnows() throws IOException {
        assertSame("status-unknown", Statuses.stale());
    }

    @Test
    void saysThatNobodyHasLookedYet() throws IOException {
        assertSame("status-never", Statuses.never());
    }

    @Test
    void namesThatSomebodyMadeUpFormatNothing() throws IOException {
        assertSame("status-hostile", Statuses.hostile());
    }

    @Test
    void manyServicesFitInAReplyAndThoseInTroubleAreAmongThem() {
        var lines =
                IntStream.range(0, 30)
                        .mapToObj(i ->
                                new Line(
                                        new Component(Kind.SERVICE, "s".repeat(90) + i),
                                        i == 29 ? Verdict.DOWN : Verdict.WELL,
                                        Statuses.NOW,
                                        Statuses.eventful()))
                        .toList();
        var status =
                new PublicStatus(Statuses.NOW, Statuses.NOW, Sight.CLEAR, true, lines, List.of());
        var shown = view.show(ASKED, status);
        assertTrue(Objects.requireNonNull(shown.card()).words().contains("🔴"));
        pictures.draw(shown.files().getFirst().parameters());
    }

    @Test
    void drawsNothingFromWhatIsNoReplys() {
        var parameters = view.show(ASKED, Statuses.allWell()).files().getFirst().parameters();
        assertThrows(IllegalArgumentException.class, () -> pictures.draw(Map.of()));
        for (var odd : List.of("", "zzz", "!!!".repeat(90), "0".repeat(10_000), ";".repeat(50))) {
            var broken = new HashMap<>(parameters);
            broken.put("days", odd);
            assertThrows(IllegalArgumentException.class, () -> pictures.draw(broken), odd);
        }
    }

    private void assertSame(String name, PublicStatus status) throws IOException {
        var shown = view.show(ASKED, status);
        GoldenReplies.assertSame(name, Reply.show(shown));
        GoldenPictures.assertSame(
                name + ".png", pictures.draw(shown.files().getFirst().parameters()));
    }
}
