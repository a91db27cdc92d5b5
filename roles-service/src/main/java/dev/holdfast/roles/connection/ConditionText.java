package dev.holdfast.roles.connection;

import dev.holdfast.kit.settings.Durations;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes conditions as {@link ConditionParser} reads them, each in one way only. */
final class ConditionText {

    private ConditionText() {}

    /** With roles as mentions, which neither a new name nor a second role of it changes. */
    static String of(Condition condition) {
        return switch (condition) {
            case Condition.HasRole(var role) -> "<@&%s>".formatted(role);
            case Condition.MemberFor(var comparison, var time) ->
                    "member %s %s".formatted(comparison.sign(), Durations.show(time));
            case Condition.AccountFor(var comparison, var time) ->
                    "account %s %s".formatted(comparison.sign(), Durations.show(time));
            case Condition.Boosting() -> "boosting";
            case Condition.Verified() -> "verified";
            case Condition.FactIs(var fact, var comparison, var amount) ->
                    String.format(Locale.ROOT, "%s %s %,d", fact, comparison.sign(), amount);
            case Condition.Not(var inner) ->
                    "not "
                            + within(
                                    inner,
                                    !(inner instanceof Condition.Term
                                            || inner instanceof Condition.Not));
            case Condition.And(var all) -> joined(all, " and ");
            case Condition.Or(var any) -> joined(any, " or ");
        };
    }

    /** "and" binds more tightly than "or". */
    private static String joined(List<Condition> conditions, String word) {
        return conditions.stream()
                .map(it -> within(it, it instanceof Condition.Or))
                .collect(Collectors.joining(word));
    }

    private static String within(Condition condition, boolean parentheses) {
        return parentheses ? "(" + of(condition) + ")" : of(condition);
    }
}
