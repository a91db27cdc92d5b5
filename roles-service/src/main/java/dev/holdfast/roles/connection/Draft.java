package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule that somebody is making or changing.
 *
 * @param user the only one who may go on with it
 * @param rule the rule that is changed; {@code null}: it is new
 * @param generation of that rule when this was begun
 * @param condition so far; in parentheses that are open, what is in them so far; {@code null}:
 *     nothing
 * @param joining how the next condition is added
 * @param held what stands before the open parenthesis; {@code null}: none is open
 * @param heldJoining how the parentheses will be added to that
 * @param picking the condition for which a role is being picked; {@code null}: none
 */
record Draft(
        long id,
        UserId user,
        @Nullable Integer rule,
        @Nullable Long generation,
        RoleId role,
        Rule.Mode mode,
        @Nullable Condition condition,
        Joining joining,
        @Nullable Condition held,
        @Nullable Joining heldJoining,
        @Nullable Picking picking) {

    /** How conditions are put together. */
    enum Joining {
        AND,
        OR;

        Condition join(Condition first, Condition second) {
            return switch (this) {
                case AND -> Condition.allOf(List.of(first, second));
                case OR -> Condition.anyOf(List.of(first, second));
            };
        }

        Joining other() {
            return this == AND ? OR : AND;
        }
    }

    /** Which condition a role is picked for. */
    enum Picking {
        HAS,
        LACKS
    }

    /** One that is not stored yet. */
    static Draft fresh(UserId user, RoleId role, Rule.Mode mode, @Nullable Condition condition) {
        return new Draft(0, user, null, null, role, mode, condition, Joining.AND, null, null, null);
    }

    static Draft changing(UserId user, Rule rule, Rule.Mode mode, Condition condition) {
        return new Draft(
                0,
                user,
                rule.id(),
                rule.generation(),
                rule.role(),
                mode,
                condition,
                Joining.AND,
                null,
                null,
                null);
    }

    /** All of it, parentheses closed; empty: nothing yet. */
    Optional<Condition> whole() {
        if (held == null || heldJoining == null) {
            return Optional.ofNullable(condition);
        }
        return Optional.of(condition == null ? held : heldJoining.join(held, condition));
    }

    Draft add(Condition more) {
        return with(condition == null ? more : joining.join(condition, more), joining, null);
    }

    Draft turnAround() {
        if (condition == null) {
            return this;
        }
        var turned =
                condition instanceof Condition.Not(var inner)
                        ? inner
                        : new Condition.Not(condition);
        return with(turned, joining, picking);
    }

    /** Without the last condition; where parentheses have just been opened, without them. */
    Draft removeLast() {
        if (condition == null) {
            return with(held, heldJoining == null ? joining : heldJoining, null).closed();
        }
        return with(withoutLast(condition), joining, null);
    }

    Draft openOrClose() {
        if (held != null) {
            return with(whole().orElse(null), joining, picking).closed();
        }
        return condition == null
                ? this
                : new Draft(
                        id,
                        user,
                        rule,
                        generation,
                        role,
                        mode,
                        null,
                        Joining.AND,
                        condition,
                        joining,
                        null);
    }

    Draft joinedBy(Joining other) {
        return with(condition, other, picking);
    }

    Draft picking(Picking wanted) {
        return with(condition, joining, wanted);
    }

    Draft lasting(Rule.Mode other) {
        return new Draft(
                id,
                user,
                rule,
                generation,
                role,
                other,
                condition,
                joining,
                held,
                heldJoining,
                picking);
    }

    Draft written(Condition other) {
        return with(other, joining, null).closed();
    }

    boolean fits() {
        return whole().map(Condition::fits).orElse(true);
    }

    private Draft closed() {
        return new Draft(
                id, user, rule, generation, role, mode, condition, joining, null, null, picking);
    }

    private Draft with(@Nullable Condition other, Joining next, @Nullable Picking wanted) {
        return new Draft(
                id, user, rule, generation, role, mode, other, next, held, heldJoining, wanted);
    }

    private static @Nullable Condition withoutLast(Condition condition) {
        return switch (condition) {
            case Condition.Term _ -> null;
            case Condition.Not(var inner) -> inner;
            case Condition.And(var all) -> Condition.allOf(all.subList(0, all.size() - 1));
            case Condition.Or(var any) -> Condition.anyOf(any.subList(0, any.size() - 1));
        };
    }
}
