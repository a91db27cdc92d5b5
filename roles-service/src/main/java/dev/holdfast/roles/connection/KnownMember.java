package dev.holdfast.roles.connection;

import dev.holdfast.kit.fact.FactState;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.roles.assignment.MemberState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a member at an instant.
 *
 * @param facts by name; one that is not among them is not known
 * @param verified {@code null}: not known
 */
record KnownMember(
        MemberState member, Map<String, FactState> facts, @Nullable Boolean verified, Instant now) {

    KnownMember {
        facts = Map.copyOf(facts);
    }

    /** Whether the condition holds for the member. What is not known is neither yes nor no. */
    Truth says(Condition condition) {
        return switch (condition) {
            case Condition.HasRole(var role) -> Truth.of(member.roles().contains(role));
            case Condition.MemberFor(var comparison, var time) ->
                    since(member.joined(), comparison, time);
            case Condition.AccountFor(var comparison, var time) ->
                    since(accountMade(), comparison, time);
            case Condition.Boosting() -> Truth.of(member.boostingSince() != null);
            case Condition.Verified() -> verified == null ? Truth.UNKNOWN : Truth.of(verified);
            case Condition.FactIs(var fact, var comparison, var amount) -> {
                var held = facts.get(fact);
                yield held == null
                        ? Truth.UNKNOWN
                        : Truth.of(comparison.holds(held.value(), amount));
            }
            case Condition.Not(var inner) -> says(inner).not();
            case Condition.And(var all) -> all(all);
            case Condition.Or(var any) -> any(any);
        };
    }

    private Truth all(List<Condition> conditions) {
        var truth = Truth.YES;
        for (var condition : conditions) {
            truth = truth.and(says(condition));
            if (truth == Truth.NO) {
                return truth;
            }
        }
        return truth;
    }

    private Truth any(List<Condition> conditions) {
        var truth = Truth.NO;
        for (var condition : conditions) {
            truth = truth.or(says(condition));
            if (truth == Truth.YES) {
                return truth;
            }
        }
        return truth;
    }

    Instant accountMade() {
        return Snowflake.instant(member.user().value());
    }

    private Truth since(@Nullable Instant then, ComparisonOperator comparison, Duration time) {
        return then == null
                ? Truth.UNKNOWN
                : Truth.of(comparison.holds(Duration.between(then, now), time));
    }
}
