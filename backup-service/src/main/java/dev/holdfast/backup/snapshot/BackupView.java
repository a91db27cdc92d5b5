package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Draws what became of a guild's own backup. */
@Singleton
final class BackupView {

    static final int LONGEST_NOTE = 100;

    private final SnapshotWords words;

    @Inject
    BackupView(SnapshotWords words) {
        this.words = words;
    }

    /**
     * A backup that was read back and is right.
     *
     * @param fresh bytes that no earlier backup held
     * @param places where it lies
     * @param missing places that are out of reach and get it later
     */
    record Made(
            long rows,
            long bytes,
            long fresh,
            int places,
            int missing,
            Duration took,
            String note) {}

    Content made(Invocation invocation, Made made, int keptDays) {
        var note = UserText.show(made.note(), LONGEST_NOTE);
        var card =
                Card.gain(SnapshotWords.EMOJI, words.say(invocation, "backup.title"))
                        .amount(words.say(invocation, "backup.rows", made.rows()))
                        .line(words.say(invocation, "backup.what"));
        if (!note.isEmpty()) {
            card = card.line(words.say(invocation, "backup.note-line", note));
        }
        card =
                card.field(words.say(invocation, "backup.size"), size(invocation, made))
                        .field(
                                words.say(invocation, "backup.where"),
                                words.say(invocation, "backup.where-value", made.places()))
                        .field(
                                words.say(invocation, "backup.took"),
                                words.about(invocation, made.took()));
        if (made.missing() > 0) {
            card = card.line(words.say(invocation, "backup.partly"));
        }
        return Content.card(card.fine(words.say(invocation, "backup.fine", keptDays)))
                .buttons(
                        Button.runs(words.say(invocation, "backup.list"), "listbackups")
                                .styled(Button.Style.PRIMARY),
                        Button.runs(words.say(invocation, "backup.restore"), "restore"),
                        Button.runs(words.say(invocation, "backup.statistics"), "backupstats"));
    }

    private String size(Invocation invocation, Made made) {
        var all = SnapshotWords.size(made.bytes());
        return made.fresh() < made.bytes()
                ? words.say(invocation, "backup.size-new", all, SnapshotWords.size(made.fresh()))
                : words.say(invocation, "backup.size-value", all);
    }

    Card tooSoon(Invocation invocation, Instant last, Instant next) {
        return Card.wait(SnapshotWords.EMOJI, words.say(invocation, "backup.wait-title"))
                .line(words.say(invocation, "backup.wait", seconds(last), seconds(next)));
    }

    Card busy(Invocation invocation) {
        return Card.sentence(Card.Kind.WAIT, words.say(invocation, "backup.busy"));
    }

    Card failed(Invocation invocation) {
        return Card.loss(SnapshotWords.EMOJI, words.say(invocation, "backup.failed-title"))
                .line(words.say(invocation, "backup.failed"));
    }

    /** As Discord's timestamps have it, whatever the language's digits. */
    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }
}
