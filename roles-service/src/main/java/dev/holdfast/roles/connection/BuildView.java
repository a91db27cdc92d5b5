package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Select;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Draws the builder of a rule: what it is so far, and what can be added. */
@Singleton
record BuildView(RuleWords words) {

    Content show(Invocation invocation, Draft draft) {
        var rule = draft.rule();
        var card =
                Card.info(
                                PreviewView.EMOJI,
                                rule == null
                                        ? words.say(invocation, "build.title")
                                        : words.say(invocation, "build.title.edit", rule))
                        .line(words.say(invocation, "build.give", RuleWords.mention(draft.role())))
                        .line("> " + soFar(invocation, draft))
                        .line(
                                words.say(
                                        invocation,
                                        "build.mode",
                                        words.mode(invocation, draft.mode())));
        var content = Content.card(card).row(kinds(invocation, draft));
        if (draft.picking() != null) {
            content =
                    content.row(
                            Select.of("role:" + draft.id(), Select.Kind.ROLE)
                                    .placeholder(words.say(invocation, "build.role"))
                                    .forMembers(draft.user())
                                    .leadingTo(BuildCommand.PATH));
        }
        return content.row(changes(invocation, draft)).row(ends(invocation, draft));
    }

    private String soFar(Invocation invocation, Draft draft) {
        var condition = draft.condition();
        var text = condition == null ? "" : ConditionText.of(condition);
        var held = draft.held();
        var joining = draft.heldJoining();
        if (held != null && joining != null) {
            return "%s %s ( %s"
                    .formatted(
                            ConditionText.of(held), joining.name().toLowerCase(Locale.ROOT), text);
        }
        return text.isEmpty() ? words.say(invocation, "build.empty") : text;
    }

    private Select kinds(Invocation invocation, Draft draft) {
        var kinds =
                Stream.concat(
                                Stream.of(
                                        "has",
                                        "lacks",
                                        "member",
                                        "account",
                                        "boosting",
                                        "verified"),
                                RuleFact.names().stream().sorted())
                        .map(kind ->
                                Select.Option.of(words.say(invocation, "build.kind." + kind), kind))
                        .toList();
        return Select.of("kind:" + draft.id(), kinds)
                .placeholder(words.say(invocation, "build.kind"))
                .forMembers(draft.user())
                .leadingTo(BuildCommand.PATH);
    }

    private Button[] changes(Invocation invocation, Draft draft) {
        var hasCondition = draft.condition() != null;
        var group = draft.held() == null ? "build.group" : "build.group.close";
        return List.of(
                        button(
                                invocation,
                                draft,
                                "build.join." + RuleStore.word(draft.joining()),
                                "join"),
                        button(invocation, draft, "build.not", "not").enabledWhen(hasCondition),
                        button(invocation, draft, group, "group").enabledWhen(hasCondition),
                        button(invocation, draft, "build.remove", "remove")
                                .enabledWhen(hasCondition || draft.held() != null),
                        button(
                                invocation,
                                draft,
                                "build.mode." + RuleStore.word(draft.mode()),
                                "mode"))
                .toArray(Button[]::new);
    }

    private Button[] ends(Invocation invocation, Draft draft) {
        return List.of(
                        Button.of(words.say(invocation, "build.preview"), "preview:" + draft.id())
                                .styled(Button.Style.PRIMARY)
                                .enabledWhen(draft.whole().isPresent())
                                .forMembers(draft.user())
                                .leadingTo(PreviewCommand.PATH),
                        button(invocation, draft, "build.text", "text"),
                        Button.of(words.say(invocation, "build.cancel"), "cancel:" + draft.id())
                                .forMembers(draft.user())
                                .leadingTo(SaveCommand.PATH))
                .toArray(Button[]::new);
    }

    private Button button(Invocation invocation, Draft draft, String label, String action) {
        return Button.of(words.say(invocation, label), action + ":" + draft.id())
                .forMembers(draft.user())
                .leadingTo(BuildCommand.PATH);
    }
}
