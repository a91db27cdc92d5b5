package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Control;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Draws a guild's snapshots, page by page. */
@Singleton
final class SnapshotsView {

    static final int PAGE = 5;
    private static final String SEPARATOR = " · ";
    private static final int LONGEST_NOTE = 100;

    private final SnapshotWords words;

    @Inject
    SnapshotsView(SnapshotWords words) {
        this.words = words;
    }

    /**
     * One page of them.
     *
     * @param all the newest first
     * @param wanted from 0 on; the nearest there is, is shown
     */
    Content show(Invocation invocation, List<SnapshotEntry> all, int wanted) {
        var card = Card.info(SnapshotWords.EMOJI, words.say(invocation, "list.title"));
        if (all.isEmpty()) {
            card = card.line(words.say(invocation, "list.empty"));
            return Content.card(card).buttons(now(invocation).styled(Button.Style.PRIMARY));
        }
        var pages = Math.ceilDiv(all.size(), PAGE);
        var page = Math.clamp(wanted, 0, pages - 1);
        var shown = all.subList(page * PAGE, Math.min(all.size(), (page + 1) * PAGE));
        for (var snapshot : shown) {
            card = card.line(entry(invocation, snapshot)).divider();
        }
        if (pages > 1) {
            card = card.fine(words.say(invocation, "list.page", page + 1, pages));
        }
        card = card.fine(legend(invocation, shown));
        var content = Content.card(card);
        var restorable = shown.stream().filter(it -> it.state().isProven()).toList();
        if (!restorable.isEmpty()) {
            content = content.row(pick(invocation, restorable));
        }
        return content.row(buttons(invocation, page, pages));
    }

    /** What the marks stand for that are seen. */
    private String legend(Invocation invocation, List<SnapshotEntry> shown) {
        var checked = words.say(invocation, "list.legend.checked");
        return shown.stream().anyMatch(it -> it.state() == SnapshotState.DRILLED)
                ? checked + " " + words.say(invocation, "list.legend.drilled")
                : checked;
    }

    private String entry(Invocation invocation, SnapshotEntry snapshot) {
        var entry =
                new StringBuilder(
                        words.say(
                                invocation,
                                "list.entry",
                                words.mark(invocation, snapshot),
                                words.kind(invocation, snapshot),
                                seconds(snapshot)));
        var note = UserText.show(SnapshotWords.note(snapshot), LONGEST_NOTE);
        if (!note.isEmpty()) {
            entry.append('\n').append(words.say(invocation, "list.note", note));
        }
        return entry.append('\n')
                .append(
                        words.say(
                                invocation,
                                "list.facts",
                                String.join(SEPARATOR, facts(invocation, snapshot))))
                .toString();
    }

    /** As Discord's timestamps have it, whatever the language's digits. */
    private static String seconds(SnapshotEntry snapshot) {
        return Long.toString(SnapshotWords.at(snapshot).getEpochSecond());
    }

    private List<String> facts(Invocation invocation, SnapshotEntry snapshot) {
        var facts = new ArrayList<String>();
        facts.add(words.say(invocation, "list.when", seconds(snapshot)));
        facts.add(words.state(invocation, snapshot));
        if (snapshot.guild().equals(invocation.guild()) && snapshot.state().isProven()) {
            facts.add(words.say(invocation, "list.rows", snapshot.rows()));
            facts.add(SnapshotWords.size(snapshot.storedBytes()));
        }
        if (snapshot.requestedBy().value() != 0) {
            facts.add(words.say(invocation, "list.by", snapshot.requestedBy()));
        }
        if (snapshot.restore() != null) {
            facts.add(
                    words.say(
                            invocation, "list.takes", words.about(invocation, snapshot.restore())));
        }
        return facts;
    }

    private Select pick(Invocation invocation, List<SnapshotEntry> restorable) {
        var options = restorable.stream().map(it -> words.option(invocation, it)).toList();
        return Select.of("pick", options)
                .placeholder(words.say(invocation, "list.pick"))
                .forMembers(invocation.user())
                .leadingTo("recovery plan");
    }

    private Control[] buttons(Invocation invocation, int page, int pages) {
        var buttons = new ArrayList<Button>();
        if (pages > 1) {
            var previous = words.say(invocation, "list.previous");
            buttons.add(Button.of(previous, "page:" + (page - 1)).enabledWhen(page > 0));
            var next = words.say(invocation, "list.next");
            buttons.add(Button.of(next, "page:" + (page + 1)).enabledWhen(page < pages - 1));
        }
        buttons.add(now(invocation));
        buttons.add(Button.runs(words.say(invocation, "backup.statistics"), "backupstats"));
        return buttons.toArray(Control[]::new);
    }

    private Button now(Invocation invocation) {
        return Button.runs(words.say(invocation, "backup.now"), "backup");
    }
}
