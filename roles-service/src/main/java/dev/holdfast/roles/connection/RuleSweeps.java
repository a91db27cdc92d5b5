package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.KnownRole;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.job.JobRequest;
import dev.holdfast.roles.job.MassJobs;
import jakarta.inject.Singleton;
import java.util.Set;

/** Starts the work of holding all members against a rule. Safe for any thread. */
@Singleton
record RuleSweeps(MassJobs jobs, Members members) {

    private static final int LONGEST_NAME = 40;

    private static final Texts TEXTS = Texts.of(ConnectionFeature.NAME);

    /** One that is under way for an earlier form of the rule ends. */
    void start(Rule rule, UnitOfWork work) {
        start(rule, "save", work);
    }

    /** The same for one that is being deleted. */
    void leave(Rule rule, Rule.Leaving leaving, UnitOfWork work) {
        start(rule, RuleStore.word(leaving), work);
    }

    private void start(Rule rule, String act, UnitOfWork work) {
        var subject = Integer.toString(rule.id());
        var role = members.role(work, rule.role()).map(KnownRole::name).orElse("?");
        var title = TEXTS.english("job.title", rule.id(), UserText.show(role, LONGEST_NAME));
        jobs.start(
                work,
                new JobRequest(
                        RuleTask.NAME,
                        subject,
                        title,
                        subject,
                        Set.of(rule.role()),
                        TEXTS.english("job.restart." + act)));
    }

    /** The rule is not looked at any more. */
    void end(Rule rule, UnitOfWork work) {
        jobs.cancel(work, RuleTask.NAME, Integer.toString(rule.id()));
    }
}
