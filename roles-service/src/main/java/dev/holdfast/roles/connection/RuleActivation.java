package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.TextInput;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule may give its role, as whoever asks and as the guild is now: when it is saved, is
 * resumed or comes back. Who may give a dangerous role types its name.
 */
@Singleton
record RuleActivation(SaveCheck check, GrantChecks grants, GrantWords grantWords, RuleWords words) {

    private static final String INPUT = "name";
    private static final int LONGEST_NAME = 100;
    private static final Pattern STATE = Pattern.compile("rule:([0-9]{1,9})");

    /** The rule that a control is about. */
    static Optional<Long> rule(Invocation invocation) {
        return invocation
                .pressed()
                .map(pressed -> STATE.matcher(pressed.state()))
                .filter(state -> state.matches())
                .map(state -> Long.parseLong(state.group(1)));
    }

    static String state(int rule) {
        return "rule:" + rule;
    }

    /** Of a rule that there was: checks it all, then does it. */
    Reply check(
            Invocation invocation,
            int rule,
            RoleId role,
            Condition condition,
            UnitOfWork work,
            Supplier<Reply> body) {
        return allowed(
                invocation,
                role,
                state(rule),
                work,
                () -> fitting(invocation, role, condition, rule, work).orElseGet(body));
    }

    /** Why it does not fit the guild as it is now. */
    Optional<Reply> fitting(
            Invocation invocation,
            RoleId role,
            Condition condition,
            @Nullable Integer rule,
            UnitOfWork work) {
        // Two at the same moment would each fit without the other.
        RuleStore.lockAll(work);
        if (check.read(invocation, ConditionText.of(condition), work)
                instanceof SaveCheck.Read.Wrong(var sentence)) {
            return Optional.of(Reply.refuse(sentence));
        }
        return check.conflict(invocation, role, condition, rule, work).map(Reply::refuse);
    }

    /**
     * Does it where the asker may give the role.
     *
     * @param state of the window in which they type its name
     */
    Reply allowed(
            Invocation invocation,
            RoleId role,
            String state,
            UnitOfWork work,
            Supplier<Reply> body) {
        var typed = invocation.sent().map(fields -> fields.get(INPUT)).orElse(null);
        return switch (grants.check(work, invocation.member(), role, typed)) {
            case GrantDecision.Refused refused ->
                    Reply.refuse(grantWords.refusal(invocation, refused));
            case GrantDecision.NeedsName needed ->
                    typed == null
                            ? typeName(invocation, state, needed)
                            : Reply.refuse(grantWords.needsName(invocation, needed));
            case GrantDecision.Allowed allowed -> {
                var reply = body.get();
                if (!(reply instanceof Reply.Refusal)) {
                    grants.approve(work, allowed);
                }
                yield reply;
            }
        };
    }

    private Reply typeName(Invocation invocation, String state, GrantDecision.NeedsName needed) {
        var input =
                TextInput.line(INPUT, words.say(invocation, "preview.role.label"))
                        .between(1, LONGEST_NAME)
                        .placeholder(UserText.shorten(needed.name(), LONGEST_NAME));
        return new Reply.Modal(words.say(invocation, "preview.role.title"), state, List.of(input));
    }
}
