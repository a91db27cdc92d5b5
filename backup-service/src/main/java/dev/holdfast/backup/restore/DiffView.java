package dev.holdfast.backup.restore;

import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.SnapshotWords;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws what a restore would change, with the choice of what it brings back. */
@Singleton
final class DiffView {

    /** What a phone shows without scrolling far; the file has more. */
    private static final int MOST_FEATURES = 12;

    private static final int MOST_COINS = 5;
    private static final int MOST_OPTIONS = 25;
    private static final int MOST_COLUMNS = 6;
    private static final int LONGEST_OPTION = 100;

    private final Texts texts = Texts.of("restore");
    private final SnapshotWords words;
    private final FeatureNames names;

    @Inject
    DiffView(SnapshotWords words, FeatureNames names) {
        this.words = words;
        this.names = names;
    }

    /**
     * What there is to show.
     *
     * @param undoes whether it takes another restore back
     * @param picked whose rows come back
     */
    record Shown(
            long restoreId, SnapshotEntry from, boolean undoes, Set<String> picked, Diff diff) {

        /** Where nothing is picked, all of it is. */
        static Shown of(RestorePlan.Ready ready, SnapshotEntry from, boolean undoes) {
            return new Shown(ready.restoreId(), from, undoes, ready.picked(), ready.diff());
        }

        boolean isPicked(FeatureDiff change) {
            return picked.isEmpty() || picked.contains(change.feature());
        }

        boolean changes() {
            return diff.picked(picked).total() > 0;
        }
    }

    /**
     * The card.
     *
     * @param keptDays for how long it can be undone
     */
    Content show(Invocation invocation, Shown shown, int keptDays) {
        var from = shown.from();
        var title = shown.undoes() ? "diff.undo-title" : "diff.title";
        var card =
                Card.wait(PickView.EMOJI, say(invocation, title))
                        .line(
                                say(
                                        invocation,
                                        "diff.from",
                                        words.kind(invocation, from),
                                        Long.toString(SnapshotWords.at(from).getEpochSecond())));
        var note = UserText.show(SnapshotWords.note(from), LONGEST_OPTION);
        if (!note.isEmpty()) {
            card = card.line(say(invocation, "diff.note", note));
        }
        if (!shown.changes()) {
            card = card.divider().line(say(invocation, "diff.nothing"));
            return controls(Content.card(card), invocation, shown);
        }
        card = changes(card.divider(), invocation, shown);
        card =
                columns(card.fine(say(invocation, "diff.after", keptDays)), invocation, shown)
                        .fine(say(invocation, "diff.file"));
        var file = RestoreFile.of(invocation.guild(), shown.restoreId());
        return controls(Content.card(card, file), invocation, shown);
    }

    private Card changes(Card before, Invocation invocation, Shown shown) {
        var card = before;
        var changing =
                shown.diff().features().stream()
                        .filter(it -> shown.isPicked(it) && it.total() > 0)
                        .toList();
        for (var change : changing.stream().limit(MOST_FEATURES).toList()) {
            var name = names.of(invocation, change.feature());
            var counts = counts(invocation, shown, change);
            card = card.item(say(invocation, "diff.feature", name, counts));
            card = coins(card, invocation, shown, change);
        }
        if (changing.size() > MOST_FEATURES) {
            card = card.line(say(invocation, "diff.rest", changing.size() - MOST_FEATURES));
        }
        return card;
    }

    private String counts(Invocation invocation, Shown shown, FeatureDiff change) {
        var counts = new ArrayList<String>();
        count(counts, invocation, "diff.back", change.back());
        count(counts, invocation, "diff.changed", change.changed());
        count(counts, invocation, "diff.gone", change.gone());
        if (change.members() > 0) {
            counts.add(say(invocation, "diff.coins", change.members(), shown.diff().coinsMoved()));
        }
        return String.join(", ", counts);
    }

    private void count(List<String> counts, Invocation invocation, String key, long rows) {
        if (rows > 0) {
            counts.add(say(invocation, key, rows));
        }
    }

    /** Examples below the feature whose coins move. */
    private Card coins(Card before, Invocation invocation, Shown shown, FeatureDiff change) {
        if (change.members() == 0) {
            return before;
        }
        var moves = shown.diff().coins().stream().limit(MOST_COINS).toList();
        var card = before;
        for (var move : moves) {
            card =
                    card.line(
                            say(invocation, "diff.coin", move.user(), move.before(), move.after()));
        }
        var more = change.members() - moves.size();
        return more > 0 ? card.line(say(invocation, "diff.coins-more", more)) : card;
    }

    private Card columns(Card before, Invocation invocation, Shown shown) {
        var card = before;
        if (!shown.diff().lost().isEmpty()) {
            card = card.fine(say(invocation, "diff.lost", named(shown.diff().lost())));
        }
        if (!shown.diff().added().isEmpty()) {
            card = card.fine(say(invocation, "diff.added", named(shown.diff().added())));
        }
        return card;
    }

    private static String named(List<String> columns) {
        var some =
                columns.stream()
                        .limit(MOST_COLUMNS)
                        .map(column -> "`%s`".formatted(UserText.code(column, LONGEST_OPTION)))
                        .collect(Collectors.joining(", "));
        return columns.size() > MOST_COLUMNS ? some + " …" : some;
    }

    private Content controls(Content content, Invocation invocation, Shown shown) {
        var id = ":" + shown.restoreId();
        var buttons = new ArrayList<Button>();
        if (shown.changes()) {
            var key = shown.undoes() ? "diff.undo" : "diff.restore";
            buttons.add(
                    to(Button.of(say(invocation, key), "ask" + id), invocation)
                            .styled(Button.Style.DANGER));
        }
        buttons.add(to(Button.of(say(invocation, "diff.other"), "list" + id), invocation));
        buttons.add(to(Button.of(say(invocation, "diff.cancel"), "cancel" + id), invocation));
        return (shown.diff().features().isEmpty()
                        ? content
                        : content.row(choice(invocation, shown)))
                .row(buttons.toArray(Button[]::new));
    }

    private static Button to(Button button, Invocation invocation) {
        return button.forMembers(invocation.user()).leadingTo(ConfirmCommand.PATH);
    }

    private Select choice(Invocation invocation, Shown shown) {
        var options =
                shown.diff().features().stream()
                        .limit(MOST_OPTIONS)
                        .map(change -> option(invocation, shown, change))
                        .toList();
        return Select.of("of:" + shown.restoreId(), options)
                .between(1, options.size())
                .placeholder(say(invocation, "diff.choose"))
                .forMembers(invocation.user())
                .leadingTo(PlanCommand.PATH);
    }

    private Select.Option option(Invocation invocation, Shown shown, FeatureDiff change) {
        var about =
                change.total() == 0
                        ? say(invocation, "diff.option-same")
                        : counts(invocation, shown, change);
        var name = UserText.shorten(names.of(invocation, change.feature()), LONGEST_OPTION);
        var option = Select.Option.of(name, change.feature());
        return (shown.isPicked(change)
                        ? option.described(UserText.shorten(about, LONGEST_OPTION))
                        : option)
                .chosenWhen(shown.isPicked(change));
    }

    private String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }
}
