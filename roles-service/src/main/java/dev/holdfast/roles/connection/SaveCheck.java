package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.roles.assignment.GrantChecks;
import dev.holdfast.roles.assignment.GrantDecision;
import dev.holdfast.roles.assignment.GrantWords;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether somebody may save a rule: when it is shown first, and again when it is saved. */
@Singleton
record SaveCheck(GrantChecks grants, GrantWords grantWords, Members members, RuleWords words) {

    /** What came of reading somebody's text. */
    sealed interface Read {

        record Fine(Condition condition) implements Read {}

        /**
         * It cannot be read.
         *
         * @param sentence what to do about it
         */
        record Wrong(String sentence) implements Read {}
    }

    /** The names that conditions may use in the guild. */
    Vocabulary vocabulary(UnitOfWork work) {
        return new Vocabulary(
                new RoleId(work.guild().value()), members.roles(work), RuleFact.names(), false);
    }

    Read read(Invocation invocation, String text, UnitOfWork work) {
        var vocabulary = vocabulary(work);
        return switch (ConditionParser.parse(text, vocabulary)) {
            case Parsed.Understood(var condition) -> new Read.Fine(condition);
            case Parsed.Wrong wrong ->
                    new Read.Wrong(words.fault(invocation, wrong, vocabulary.roles()));
        };
    }

    /** Why the asker cannot have the role given; empty: they can, perhaps by typing its name. */
    Optional<String> refusal(Invocation invocation, RoleId role, UnitOfWork work) {
        return switch (grants.check(work, invocation.member(), role, null)) {
            case GrantDecision.Refused refused ->
                    Optional.of(grantWords.refusal(invocation, refused));
            case GrantDecision.Allowed _, GrantDecision.NeedsName _ -> Optional.empty();
        };
    }

    /** Why the asker cannot have the role taken; empty: they can. */
    Optional<String> taking(Invocation invocation, RoleId role, UnitOfWork work) {
        return grants.checkTaking(work, invocation.member(), role)
                .map(refused -> grantWords.takingRefusal(invocation, refused));
    }

    /**
     * Why the rule does not go together with the others; empty: it does.
     *
     * @param rule the one that is changed; {@code null}: it is new
     */
    Optional<String> conflict(
            Invocation invocation,
            RoleId role,
            Condition condition,
            @Nullable Integer rule,
            UnitOfWork work) {
        var others =
                RuleStore.all(work).stream()
                        .filter(other -> rule == null || other.id() != rule)
                        .toList();
        if (others.size() >= Rule.MOST) {
            return Optional.of(words.say(invocation, "too-many"));
        }
        return Cycle.of(role, condition, others)
                .map(path ->
                        path.size() == 2
                                ? words.say(invocation, "own-role", RuleWords.mention(role))
                                : words.say(invocation, "cycle", path(path)));
    }

    private static String path(List<RoleId> path) {
        return path.stream().map(RuleWords::mention).collect(Collectors.joining(" → "));
    }
}
