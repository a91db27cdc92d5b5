package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.TextInput;
import jakarta.inject.Singleton;
import java.util.List;

/** Behind the builder's controls: one step of building a rule, kept in its draft. */
@Singleton
record BuildCommand(SaveCheck check, BuildView view, RuleWords words) implements Command {

    static final String PATH = "connection build";

    private static final int LONGEST_VALUE = 60;
    private static final String VALUE = "value-";
    private static final String INPUT = "value";

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(
                        PATH, words.english("build.description"), CommandSpec.Access.WRITE)
                .needs(Permission.MANAGE_ROLES)
                .opensModal();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var state = invocation.pressed().flatMap(pressed -> DraftState.parse(pressed.state()));
        if (state.isEmpty()) {
            return Reply.refuse(words.say(invocation, "stale"));
        }
        var action = state.get().action();
        return DraftStore.lock(work, state.get().draft(), invocation.user())
                .map(draft ->
                        action.startsWith(VALUE)
                                ? value(invocation, draft, action.substring(VALUE.length()), work)
                                : step(invocation, draft, action, work))
                .orElseGet(() -> Reply.refuse(words.say(invocation, "draft.gone")));
    }

    private Reply step(Invocation invocation, Draft draft, String action, UnitOfWork work) {
        return switch (action) {
            case "show" -> Reply.update(view.show(invocation, draft));
            case "kind" -> kind(invocation, draft, work);
            case "role" -> role(invocation, draft, work);
            case "join" -> keep(invocation, draft.joinedBy(draft.joining().other()), work);
            case "not" -> keep(invocation, draft.turnAround(), work);
            case "group" -> keep(invocation, draft.openOrClose(), work);
            case "remove" -> keep(invocation, draft.removeLast(), work);
            case "mode" ->
                    keep(
                            invocation,
                            draft.lasting(
                                    draft.mode() == Rule.Mode.WHILE
                                            ? Rule.Mode.KEEP
                                            : Rule.Mode.WHILE),
                            work);
            case "text" -> text(invocation, draft, work);
            default -> Reply.refuse(words.say(invocation, "stale"));
        };
    }

    private Reply kind(Invocation invocation, Draft draft, UnitOfWork work) {
        var kind = picked(invocation);
        return switch (kind) {
            case "has" -> keep(invocation, draft.picking(Draft.Picking.HAS), work);
            case "lacks" -> keep(invocation, draft.picking(Draft.Picking.LACKS), work);
            case "boosting" -> keep(invocation, draft.add(new Condition.Boosting()), work);
            case "verified" -> keep(invocation, draft.add(new Condition.Verified()), work);
            default -> value(invocation, draft, kind, work);
        };
    }

    private static String picked(Invocation invocation) {
        return invocation.pressed().stream()
                .flatMap(pressed -> pressed.values().stream())
                .findFirst()
                .orElse("");
    }

    private Reply role(Invocation invocation, Draft draft, UnitOfWork work) {
        return switch (check.read(invocation, "<@&" + picked(invocation) + ">", work)) {
            case SaveCheck.Read.Wrong(var sentence) -> Reply.refuse(sentence);
            case SaveCheck.Read.Fine(var has) ->
                    keep(
                            invocation,
                            draft.add(
                                    draft.picking() == Draft.Picking.LACKS
                                            ? new Condition.Not(has)
                                            : has),
                            work);
        };
    }

    /** Asks for the value of a condition, or reads what was sent. */
    private Reply value(Invocation invocation, Draft draft, String kind, UnitOfWork work) {
        var isTime = kind.equals("member") || kind.equals("account");
        if (!isTime && RuleFact.of(kind).isEmpty()) {
            return Reply.refuse(words.say(invocation, "stale"));
        }
        var sent = invocation.sent();
        if (sent.isEmpty()) {
            var input =
                    TextInput.line(INPUT, words.say(invocation, "build.value.label"))
                            .between(1, LONGEST_VALUE)
                            .placeholder(
                                    words.say(
                                            invocation,
                                            isTime ? "build.value.time" : "build.value.amount"));
            return modal(words.say(invocation, "build.value." + kind), VALUE + kind, draft, input);
        }
        var written = sent.get().getOrDefault(INPUT, "").strip();
        var compared = written.matches("(?s)[<>=≥≤].*") ? written : ">= " + written;
        return switch (check.read(invocation, kind + " " + compared, work)) {
            case SaveCheck.Read.Wrong(var sentence) -> Reply.refuse(sentence);
            case SaveCheck.Read.Fine(var condition) -> keep(invocation, draft.add(condition), work);
        };
    }

    /** Opens all of it as text, or reads what was sent. */
    private Reply text(Invocation invocation, Draft draft, UnitOfWork work) {
        var sent = invocation.sent();
        if (sent.isPresent()) {
            var written = sent.get().getOrDefault(INPUT, "");
            return switch (check.read(invocation, written, work)) {
                case SaveCheck.Read.Wrong(var sentence) -> Reply.refuse(sentence);
                case SaveCheck.Read.Fine(var condition) ->
                        keep(invocation, draft.written(condition), work);
            };
        }
        var roles = check.vocabulary(work).roles();
        var soFar =
                draft.whole().map(it -> RuleWords.typed(ConditionText.of(it), roles)).orElse("");
        var input =
                TextInput.line(INPUT, words.say(invocation, "build.text.label"))
                        .paragraph()
                        .between(1, ConditionParser.LONGEST);
        var filled =
                soFar.isEmpty() || soFar.length() > ConditionParser.LONGEST
                        ? input
                        : input.filled(soFar);
        return modal(words.say(invocation, "build.text.title"), "text", draft, filled);
    }

    private static Reply modal(String title, String action, Draft draft, TextInput input) {
        var state = new DraftState(action, draft.id()).toString();
        return new Reply.Modal(title, state, List.of(input));
    }

    private Reply keep(Invocation invocation, Draft draft, UnitOfWork work) {
        if (!draft.fits()) {
            return Reply.refuse(words.say(invocation, "build.full"));
        }
        DraftStore.change(work, draft);
        return Reply.update(view.show(invocation, draft));
    }
}
