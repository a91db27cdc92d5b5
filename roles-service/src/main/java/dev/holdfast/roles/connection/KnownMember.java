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
    TruthValue says(Condition condition) {
        return switch (condition) {
            case Condition.HasRole(var role) -> TruthValue.of(member.roles().contains(role));
            case Condition.MemberFor(var comparison, var time) ->
                    since(member.joined(), comparison, time);
            case Condition.AccountFor(var comparison, var time) ->
                    since(accountMade(), comparison, time);
            case Condition.Boosting() -> TruthValue.of(member.boostingSince() != null);
            case Condition.Verified() ->
                    verified == null ? TruthValue.UNKNOWN : TruthValue.of(verified);
            case Condition.FactIs(var fact, var comparison, var amount) -> {
                var held = facts.get(fact);
                yield held == null
                        ? TruthValue.UNKNOWN
                        : TruthValue.of(comparison.holds(held.value(), amount));
            }
            case Condition.Not(var inner) -> says(inner).not();
            case Condition.And(var all) -> all(all);
            case Condition.Or(var any) -> any(any);
        };
    }

    private TruthValue all(List<Condition> conditions) {
        var truth = TruthValue.YES;
        for (var condition : conditions) {
            truth = truth.and(says(condition));
            if (truth == TruthValue.NO) {
                return truth;
            }
        }
        return truth;
    }

    private TruthValue any(List<Condition> conditions) {
        var truth = TruthValue.NO;
        for (var condition : conditions) {
            truth = truth.or(says(condition));
            if (truth == TruthValue.YES) {
                return truth;
            }
        }
        return truth;
    }

    Instant accountMade() {
        return Snowflake.instant(member.user().value());
    }

    private TruthValue since(@Nullable Instant then, ComparisonOperator comparison, Duration time) {
        return then == null
                ? TruthValue.UNKNOWN
                : TruthValue.of(comparison.holds(Duration.between(then, now), time));
    }
}
