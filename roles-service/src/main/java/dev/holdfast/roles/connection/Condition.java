package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule asks of a member. Always in normal form: no "and" directly in an "and", no "or"
 * directly in an "or", so that there is one text for each.
 */
sealed interface Condition {

    /** The most single conditions of a rule. */
    int MOST_TERMS = 25;

    /** How deeply "not" and parentheses may be nested. */
    int DEEPEST = 8;

    /** Asks one thing; the others combine such terms. */
    sealed interface Term extends Condition {}

    record HasRole(RoleId role) implements Term {}

    /** Time since joining; unknown where that instant is. */
    record MemberFor(ComparisonOperator comparison, Duration time) implements Term {}

    /** Time since the account was made. */
    record AccountFor(ComparisonOperator comparison, Duration time) implements Term {}

    record Boosting() implements Term {}

    record Verified() implements Term {}

    /** A fact of any service, such as {@code balance}; unknown where its value is. */
    record FactIs(String fact, ComparisonOperator comparison, long amount) implements Term {}

    record Not(Condition condition) implements Condition {}

    /** All of at least two. */
    record And(List<Condition> all) implements Condition {

        public And {
            all = List.copyOf(all);
            if (all.size() < 2 || all.stream().anyMatch(And.class::isInstance)) {
                throw new IllegalArgumentException("not in normal form; see allOf");
            }
        }
    }

    /** Any of at least two. */
    record Or(List<Condition> any) implements Condition {

        public Or {
            any = List.copyOf(any);
            if (any.size() < 2 || any.stream().anyMatch(Or.class::isInstance)) {
                throw new IllegalArgumentException("not in normal form; see anyOf");
            }
        }
    }

    /** At least one. */
    static Condition allOf(List<Condition> conditions) {
        var flat =
                conditions.stream()
                        .flatMap(it -> it instanceof And(var all) ? all.stream() : Stream.of(it))
                        .toList();
        return flat.size() == 1 ? flat.getFirst() : new And(flat);
    }

    /** At least one. */
    static Condition anyOf(List<Condition> conditions) {
        var flat =
                conditions.stream()
                        .flatMap(it -> it instanceof Or(var any) ? any.stream() : Stream.of(it))
                        .toList();
        return flat.size() == 1 ? flat.getFirst() : new Or(flat);
    }

    /** The single conditions, from left to right. */
    default Stream<Term> terms() {
        return switch (this) {
            case Term term -> Stream.of(term);
            case Not(var condition) -> condition.terms();
            case And(var all) -> all.stream().flatMap(Condition::terms);
            case Or(var any) -> any.stream().flatMap(Condition::terms);
        };
    }

    /** How deeply "not" and parentheses are nested in its text. */
    default int depth() {
        return switch (this) {
            case Term _ -> 0;
            case Not(var condition) ->
                    1
                            + condition.depth()
                            + (condition instanceof And || condition instanceof Or ? 1 : 0);
            case And(var all) ->
                    all.stream()
                            .mapToInt(it -> it.depth() + (it instanceof Or ? 1 : 0))
                            .max()
                            .orElse(0);
            case Or(var any) -> any.stream().mapToInt(Condition::depth).max().orElse(0);
        };
    }

    /** Whether it keeps to the bounds of a rule. */
    default boolean fits() {
        return depth() <= DEEPEST && terms().count() <= MOST_TERMS;
    }

    /** The roles that it names. */
    default Set<RoleId> roles() {
        return terms().filter(HasRole.class::isInstance)
                .map(term -> ((HasRole) term).role())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the facts that it asks for, sorted. */
    default Set<String> facts() {
        return terms().filter(FactIs.class::isInstance)
                .map(term -> ((FactIs) term).fact())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    default boolean asks(Class<? extends Term> kind) {
        return terms().anyMatch(kind::isInstance);
    }
}
