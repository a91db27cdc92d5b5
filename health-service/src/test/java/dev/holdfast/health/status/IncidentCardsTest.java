package dev.holdfast.health.status;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentEntry;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.health.statuspage.StatusWords;
import dev.holdfast.health.statuspage.Statuses;
import dev.holdfast.health.testing.GoldenReplies;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Asking;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operators see of incidents. */
class IncidentCardsTest {

    private static final Instant BEGAN = Instant.parse("2026-12-01T14:02:00Z");
    private static final Invocation ASKED =
            Asking.in(GuildId.DIRECT).command("incident show").build();

    private final IncidentCards cards = new IncidentCards(new StatusWords());

    @Test
    void listsThemPageByPage() {
        var all =
                IntStream.range(0, 14)
                        .mapToObj(
                                i -> incident(20 - i, i == 0 ? null : BEGAN.plusSeconds(330), null))
                        .toList();
        GoldenReplies.assertSame("incidents", Reply.whisper(cards.page(ASKED, all, 0)));
        GoldenReplies.assertSame("incidents-last-page", Reply.update(cards.page(ASKED, all, 99)));
    }

    @Test
    void saysThatThereWasNone() {
        GoldenReplies.assertSame("incidents-none", Reply.whisper(cards.page(ASKED, List.of(), 0)));
    }

    @Test
    void showsOneThatNobodySeesToWithAButton() {
        GoldenReplies.assertSame(
                "incident-open",
                Reply.whisper(cards.one(ASKED, incident(12, null, null), timeline())));
    }

    @Test
    void showsWhoSeesToIt() {
        GoldenReplies.assertSame(
                "incident-seen",
                Reply.whisper(cards.one(ASKED, incident(12, null, "5"), timeline())));
    }

    @Test
    void showsOneThatIsOver() {
        GoldenReplies.assertSame(
                "incident-over",
                Reply.whisper(
                        cards.one(ASKED, incident(12, BEGAN.plusSeconds(7_500), "5"), timeline())));
    }

    @Test
    void theLongestTimelineFitsInAReply() {
        var entry =
                new IncidentEntry(
                        BEGAN, IncidentEntry.Kind.NOTE, "*a*".repeat(90), "_".repeat(1_000));
        var odd =
                new Incident(
                        Long.MAX_VALUE,
                        new Component(Kind.HOST, "-".repeat(100)),
                        Verdict.DOWN,
                        BEGAN,
                        null,
                        Collections.nCopies(60, new Component(Kind.HOST, "`".repeat(100))),
                        null);
        cards.one(ASKED, odd, Collections.nCopies(5_000, entry));
        cards.page(ASKED, Collections.nCopies(500, odd), 3);
    }

    private static Incident incident(long id, @Nullable Instant ended, @Nullable String by) {
        return new Incident(
                id,
                Statuses.POSTGRES,
                Verdict.DOWN,
                BEGAN,
                ended,
                List.of(Statuses.ECONOMY, Statuses.ROLES),
                by);
    }

    private static List<IncidentEntry> timeline() {
        return List.of(
                new IncidentEntry(
                        BEGAN, IncidentEntry.Kind.VERDICT, "", "PostgreSQL does not answer."),
                new IncidentEntry(
                        BEGAN.plusSeconds(31),
                        IncidentEntry.Kind.ALERT,
                        "",
                        "Told 2 operators by direct message."),
                new IncidentEntry(
                        BEGAN.plusSeconds(90),
                        IncidentEntry.Kind.NOTE,
                        "5",
                        "Disk is full, *see* @everyone <https://example.org>"));
    }
}
