package dev.holdfast.backup.restore;

import dev.holdfast.backup.snapshot.SnapshotWords;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Draws what became of a restore. */
@Singleton
final class DoneView {

    private final Texts texts = Texts.of("restore");
    private final SnapshotWords words;

    @Inject
    DoneView(SnapshotWords words) {
        this.words = words;
    }

    /**
     * What it changed, and how it is undone.
     *
     * @param undid whether it took another one back
     * @param keptDays for how long it can be undone
     */
    Content done(Invocation invocation, RestoreResult.Done done, boolean undid, int keptDays) {
        var changed = done.changed();
        var at = Long.toString(done.takenAt().getEpochSecond());
        var line =
                changed.total() == 0
                        ? say(invocation, "done.nothing")
                        : say(invocation, "done.line", at);
        var title = undid ? "done.undo-title" : "done.title";
        var card =
                Card.gain(PickView.EMOJI, say(invocation, title))
                        .amount(amount(invocation, done))
                        .line(line);
        card = count(card, invocation, "done.back", changed.back());
        card = count(card, invocation, "done.changed", changed.changed());
        card = count(card, invocation, "done.gone", changed.gone());
        if (changed.members() > 0) {
            var coins = say(invocation, "done.coins-value", changed.members(), done.coinsMoved());
            card = card.field(say(invocation, "done.coins"), coins);
        }
        card =
                card.field(say(invocation, "done.took"), words.about(invocation, done.took()))
                        .fine(say(invocation, "done.discord"))
                        .fine(say(invocation, "done.kept", keptDays));
        var undo =
                Button.of(
                                say(invocation, undid ? "done.redo" : "done.undo"),
                                "undo:" + done.restoreId())
                        .styled(Button.Style.DANGER)
                        .forMembers(invocation.user())
                        .leadingTo(PlanCommand.PATH);
        return Content.card(card)
                .buttons(undo, Button.runs(say(invocation, "done.list"), "listbackups"));
    }

    private String amount(Invocation invocation, RestoreResult.Done done) {
        var changed = done.changed();
        var rows = changed.back() + changed.changed() + changed.gone();
        if (rows > 0) {
            return say(invocation, "done.rows", rows);
        }
        return done.coinsMoved() > 0 ? say(invocation, "done.amount-coins", done.coinsMoved()) : "";
    }

    private Card count(Card card, Invocation invocation, String key, long rows) {
        return rows == 0
                ? card
                : card.field(say(invocation, key), say(invocation, "done.rows", rows));
    }

    /** Nothing was changed: what was looked at is not what would be changed now. */
    Content changed(Invocation invocation, long restore) {
        var card =
                Card.wait(PickView.EMOJI, say(invocation, "changed.title"))
                        .line(say(invocation, "changed.line"))
                        .fine(say(invocation, "changed.hint"));
        return Content.card(card)
                .buttons(again(invocation, "changed.again", restore).styled(Button.Style.PRIMARY));
    }

    /** Nothing was changed: something else restores this guild. */
    Content busy(Invocation invocation, long restore) {
        var card = Card.sentence(Card.Kind.WAIT, say(invocation, "busy"));
        return Content.card(card).buttons(again(invocation, "changed.again", restore));
    }

    /** Nothing was changed, and somebody has to see to it. */
    Content failed(Invocation invocation, long restore) {
        var card =
                Card.loss(PickView.EMOJI, say(invocation, "failed.title"))
                        .line(say(invocation, "failed.line"));
        return Content.card(card).buttons(again(invocation, "failed.again", restore));
    }

    private Button again(Invocation invocation, String key, long restore) {
        return Button.of(say(invocation, key), "again:" + restore)
                .forMembers(invocation.user())
                .leadingTo(PlanCommand.PATH);
    }

    private String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }
}
