package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** What always holds of a guild's rules. Reported; nothing is changed. */
final class RuleChecks {

    private RuleChecks() {}

    /**
     * One of them.
     *
     * @param faults what breaks it, a part of a sentence each
     */
    private record RuleCheck(
            String name, String table, String whatToDo, Function<UnitOfWork, List<String>> faults)
            implements IntegrityCheck {

        @Override
        public Finding check(UnitOfWork work) {
            var found = faults.apply(work);
            return found.isEmpty()
                    ? new Finding.Sound(RuleStore.all(work).size())
                    : new Finding.Broken(String.join("; ", found));
        }
    }

    @Produces
    @Singleton
    static IntegrityCheck rulesCanBeRead() {
        return new RuleCheck(
                "role-rules-can-be-read",
                RuleStore.TABLE,
                "Such a rule gives and takes nothing. /connection edit writes its condition anew.",
                RuleChecks::unreadable);
    }

    @Produces
    @Singleton
    static IntegrityCheck rulesHaveTheirRole() {
        return new RuleCheck(
                "role-rules-have-their-role",
                RuleStore.TABLE,
                "Delete the rule with /connection delete, or make a new one for another role.",
                RuleFaultStore::withoutRole);
    }

    @Produces
    @Singleton
    static IntegrityCheck timersHaveTheirRule() {
        return new RuleCheck(
                "role-rules-timers-have-their-rule",
                "timer",
                "If a rule is missing, /connection restore brings it back.",
                RuleFaultStore::timersWithoutRule);
    }

    private static List<String> unreadable(UnitOfWork work) {
        return RuleFaultStore.stored(work).stream()
                .filter(stored -> StoredConditions.read(stored.condition()).isEmpty())
                .map(stored -> "the condition of rule %d cannot be read".formatted(stored.rule()))
                .toList();
    }
}
