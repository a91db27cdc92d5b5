package dev.holdfast.roles.connection;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes changes of rules: the row, the journal, the audit and a line in the log of role rules. */
@Singleton
record RuleBook(Alerts alerts) {

    static final Logger LOG = Logger.getLogger("holdfast.role_connections");

    private static final Texts TEXTS = Texts.of(ConnectionFeature.NAME);

    /** In the audit: which rule, and what it is since. */
    private record Changed(int rule, RoleId role, String condition, Rule.Mode mode) {}

    Rule add(UnitOfWork work, RoleId role, Condition condition, Rule.Mode mode) {
        var id = RuleStore.next(work);
        RuleStore.add(work, id, role, ConditionText.of(condition), mode);
        return noted(work, id, RuleEntry.Action.SAVED, null);
    }

    /** The rule is missing; it comes back as the journal knows it. */
    Rule bringBack(UnitOfWork work, RuleEntry entry) {
        RuleStore.add(work, entry.rule(), entry.role(), entry.condition(), entry.mode());
        return noted(work, entry.rule(), RuleEntry.Action.RESTORED, "its row was missing");
    }

    /** It is active and so from now on. */
    Rule change(
            UnitOfWork work,
            Rule rule,
            Condition condition,
            Rule.Mode mode,
            RuleEntry.Action action) {
        RuleStore.change(work, rule, ConditionText.of(condition), mode);
        return noted(work, rule.id(), action, null);
    }

    void pause(UnitOfWork work, Rule rule, Rule.Pause because) {
        RuleStore.pause(work, rule, because);
        noted(work, rule.id(), RuleEntry.Action.PAUSED, RuleStore.word(because));
    }

    /** The admins did not ask for it, so they are told; nobody loses anything. */
    void pauseAndTell(UnitOfWork work, Rule rule, Rule.Pause because, RoleId role) {
        pause(work, rule, because);
        var text =
                TEXTS.english(
                        "paused.alert." + RuleStore.word(because),
                        rule.id(),
                        "<@&%s>".formatted(rule.role()),
                        "<@&%s>".formatted(role));
        alerts.guild(work, new Alert("role.rule.paused", Integer.toString(rule.id()), text));
    }

    Rule delete(UnitOfWork work, Rule rule, Rule.Leaving leaving) {
        RuleStore.delete(work, rule, leaving);
        return noted(work, rule.id(), RuleEntry.Action.DELETED, RuleStore.word(leaving));
    }

    void expire(UnitOfWork work, Rule rule) {
        RuleJournalStore.add(work, rule.id(), RuleEntry.Action.EXPIRED, null);
        RuleStore.expire(work, rule);
        RuleFlipStore.forget(work, rule);
        log(work, "rule %d is gone for good".formatted(rule.id()));
    }

    /** Once it is committed. */
    static void log(UnitOfWork work, String line) {
        var guild = work.guild();
        work.afterCommit(() -> LOG.infof("guild %s: %s", guild, line));
    }

    private Rule noted(UnitOfWork work, int id, RuleEntry.Action action, @Nullable String because) {
        RuleJournalStore.add(work, id, action, because);
        var rule = RuleStore.find(work, id).orElseThrow();
        var word = RuleStore.word(action);
        work.audit("connection." + word, new Changed(id, rule.role(), rule.text(), rule.mode()));
        log(
                work,
                "rule %d is %s by %s%s: role %s %s %s"
                        .formatted(
                                id,
                                word,
                                work.user(),
                                Optional.ofNullable(because).map(it -> " (" + it + ")").orElse(""),
                                rule.role(),
                                RuleStore.word(rule.mode()),
                                rule.text()));
        return rule;
    }
}
