package dev.holdfast.backup.restore;

import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotWords;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Draws the choice of the snapshot that is restored. */
@Singleton
final class PickView {

    static final String EMOJI = "💾";

    /** As many as a menu has room for. */
    static final int MOST = 25;

    private final Texts texts = Texts.of("restore");
    private final SnapshotWords words;

    @Inject
    PickView(SnapshotWords words) {
        this.words = words;
    }

    /**
     * The choice.
     *
     * @param restorable the newest first
     */
    Content show(Invocation invocation, List<SnapshotEntry> restorable) {
        var card = Card.info(EMOJI, say(invocation, "pick.title"));
        if (restorable.isEmpty()) {
            var now = Button.runs(say(invocation, "pick.now"), "backup");
            return Content.card(card.line(say(invocation, "pick.empty")))
                    .buttons(now.styled(Button.Style.PRIMARY));
        }
        card = card.line(say(invocation, "pick.line")).fine(say(invocation, "pick.hint"));
        var options =
                restorable.stream()
                        .limit(MOST)
                        .map(snapshot -> words.option(invocation, snapshot))
                        .toList();
        return Content.card(card)
                .row(
                        Select.of("pick", options)
                                .placeholder(say(invocation, "pick.placeholder"))
                                .forMembers(invocation.user())
                                .leadingTo(PlanCommand.PATH));
    }

    private String say(Invocation invocation, String key) {
        return texts.say(invocation, key);
    }
}
