package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Every rule that the journal knows of is there: what is missing says so, and takes no role. */
@Singleton
final class RulesCheck implements IntegrityCheck {

    private static final int MOST = 20;

    @Override
    public String name() {
        return "role-rules-are-all-there";
    }

    @Override
    public String table() {
        return "rule_journal";
    }

    @Override
    public Finding check(UnitOfWork work) {
        var missing = RuleJournalStore.missing(work, MOST);
        if (missing.isEmpty()) {
            return new Finding.Sound(RuleStore.all(work).size());
        }
        return new Finding.Broken(
                missing.stream().map(RulesCheck::say).collect(Collectors.joining("; "))
                        + "; /connection restore brings them back");
    }

    private static String say(RuleEntry last) {
        var what =
                last.action() == RuleEntry.Action.LOST
                        ? "was deleted past the service at"
                        : "is missing, last seen";
        return "rule %d (role %s) %s %s".formatted(last.rule(), last.role(), what, last.at());
    }
}
