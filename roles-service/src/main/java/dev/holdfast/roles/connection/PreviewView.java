package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Draws what a rule would do, before it is saved. */
@Singleton
record PreviewView(RuleWords words) {

    static final String EMOJI = "🔗";

    private static final int EXAMPLES = 5;

    Content show(Invocation invocation, Draft draft, Condition condition, DryRun run) {
        var role = RuleWords.mention(draft.role());
        var rule = draft.rule();
        var card =
                Card.info(EMOJI, words.say(invocation, "preview.title"))
                        .line(
                                rule == null
                                        ? words.say(invocation, "preview.new", role)
                                        : words.say(invocation, "preview.edit", role, rule))
                        .line("> " + ConditionText.of(condition))
                        .line(
                                words.say(
                                        invocation,
                                        "preview.mode",
                                        words.mode(invocation, draft.mode())))
                        .divider();
        card = counts(card, invocation, run);
        if (run.away()) {
            card = card.line(words.say(invocation, "preview.away"));
        }
        card = card.fine(words.say(invocation, "preview.looked", run.looked()));
        var isListed = !run.lines().isEmpty();
        if (isListed) {
            var file = run.cut() ? "preview.file.cut" : "preview.file";
            card = card.fine(words.say(invocation, file, run.lines().size()));
        }
        var content =
                isListed
                        ? Content.card(card, PreviewFile.of(invocation.guild(), draft))
                        : Content.card(card);
        return content.row(buttons(invocation, draft));
    }

    private Card counts(Card before, Invocation invocation, DryRun run) {
        var card = before;
        if (run.gains() + run.loses() == 0) {
            card = card.line(words.say(invocation, "preview.nobody"));
        }
        card = count(card, invocation, "gains", run.gains());
        card = examples(card, invocation, run, DryRun.Outcome.GAINS, run.gains());
        card = count(card, invocation, "loses", run.loses());
        card = examples(card, invocation, run, DryRun.Outcome.LOSES, run.loses());
        card = count(card, invocation, "has", run.has());
        card = count(card, invocation, "hand", run.byHand());
        return count(card, invocation, "unknown", run.unknown());
    }

    private Card count(Card card, Invocation invocation, String what, long many) {
        return many == 0 ? card : card.item(words.say(invocation, "preview." + what, many));
    }

    private Card examples(
            Card card, Invocation invocation, DryRun run, DryRun.Outcome outcome, long many) {
        var some =
                run.lines().stream()
                        .filter(line -> line.outcome() == outcome)
                        .limit(EXAMPLES)
                        .map(line -> "<@%s>".formatted(line.user()))
                        .collect(Collectors.joining(", "));
        if (some.isEmpty()) {
            return card;
        }
        var more =
                many > EXAMPLES ? " " + words.say(invocation, "preview.more", many - EXAMPLES) : "";
        return card.fine(
                words.say(invocation, "preview.examples." + RuleStore.word(outcome), some + more));
    }

    private Button[] buttons(Invocation invocation, Draft draft) {
        var id = ":" + draft.id();
        return List.of(
                        Button.of(words.say(invocation, "preview.save"), "save" + id)
                                .styled(Button.Style.SUCCESS)
                                .forMembers(draft.user())
                                .leadingTo(SaveCommand.PATH),
                        Button.of(words.say(invocation, "preview.change"), "show" + id)
                                .forMembers(draft.user())
                                .leadingTo(BuildCommand.PATH),
                        Button.of(words.say(invocation, "preview.cancel"), "cancel" + id)
                                .forMembers(draft.user())
                                .leadingTo(SaveCommand.PATH))
                .toArray(Button[]::new);
    }
}
