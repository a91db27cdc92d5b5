package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.ClaimKey;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.StandingClaim;
import dev.holdfast.roles.job.MemberPageTask;
import dev.holdfast.roles.job.StoredMemberPage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page of members against a rule as it is by then; of one that is deleted it takes the role
 * or lets it go, as was decided.
 */
@Singleton
final class RuleTask implements MemberPageTask {

    static final String NAME = "role-rule";

    private static final int PAGE = 5_000;
    private static final int FEW = 500;

    private final Evaluation evaluation;
    private final Assignments assignments;

    /** At the most so many are changed at a time. */
    private final int few;

    @Inject
    RuleTask(Evaluation evaluation, Assignments assignments) {
        this(evaluation, assignments, FEW);
    }

    RuleTask(Evaluation evaluation, Assignments assignments, int few) {
        this.evaluation = evaluation;
        this.assignments = assignments;
        this.few = few;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Most members change nothing, so what a page costs is its handful of statements. */
    @Override
    public int pageSize() {
        return PAGE;
    }

    /** A rule whose row is missing changes nothing. */
    @Override
    public int page(StoredMemberPage page, String params, UnitOfWork work) {
        return RuleStore.find(work, Integer.parseInt(params))
                .flatMap(rule ->
                        switch (rule.state()) {
                            case ACTIVE ->
                                    evaluation.evaluate(
                                            seen(page, rule, work), List.of(rule), few, work);
                            case PAUSED -> Optional.<UserId>empty();
                            case DELETED -> leave(rule, rule.leaving(), page.members(), work);
                        })
                .map(first ->
                        (int)
                                page.members().stream()
                                        .takeWhile(it -> !it.user().equals(first))
                                        .count())
                .orElse(page.members().size());
    }

    /** What rules need to know of a page, if all that are held against it are as they were. */
    private record Shared(List<Rule> rules, Evaluation.Seen seen) {}

    private Evaluation.Seen seen(StoredMemberPage page, Rule rule, UnitOfWork work) {
        var shared =
                page.once(
                        Shared.class,
                        () -> {
                            var rules =
                                    RuleStore.active(work).stream()
                                            .filter(it ->
                                                    page.subjects()
                                                            .contains(Integer.toString(it.id())))
                                            .toList();
                            return new Shared(rules, evaluation.see(page.members(), rules, work));
                        });
        return shared.rules().contains(rule)
                ? shared.seen()
                : evaluation.see(page.members(), List.of(rule), work);
    }

    /** Members who left have claims too, which would give them the role when they come back. */
    @Override
    public boolean looked(String params, UnitOfWork work) {
        return RuleStore.find(work, Integer.parseInt(params))
                .filter(rule -> rule.leaving() == Rule.Leaving.TAKE)
                .map(rule -> {
                    var left = assignments.standing(work, rule.source(), few);
                    if (!left.isEmpty()) {
                        take(rule, left, work);
                    }
                    return left.size() < few;
                })
                .orElse(true);
    }

    /** The first who is left for later; empty: nobody. */
    private Optional<UserId> leave(
            Rule rule, Rule.@Nullable Leaving how, List<MemberState> members, UnitOfWork work) {
        var users = members.stream().map(MemberState::user).toList();
        var all = assignments.standing(work, users, List.of(rule.source()));
        var claims = all.subList(0, Math.min(few, all.size()));
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        if (how == Rule.Leaving.TAKE) {
            take(rule, claims, work);
        } else {
            // Nobody gives it back any more if somebody takes it by hand.
            assignments.claim(
                    work,
                    claims.stream()
                            .map(claim -> Evaluation.claim(rule, claim.user()).lettingGo())
                            .toList());
        }
        return all.size() > few ? Optional.of(all.get(few).user()) : Optional.empty();
    }

    private void take(Rule rule, List<StandingClaim> claims, UnitOfWork work) {
        var keys = claims.stream().map(RuleTask::key).toList();
        var because = "rule %d was deleted".formatted(rule.id());
        assignments.withdraw(work, keys, because, Urgency.PATIENT);
        for (var claim : claims) {
            RuleBook.log(
                    work,
                    "rule %d withdraws role %s: member %s, since it was deleted"
                            .formatted(rule.id(), claim.role(), claim.user()));
        }
    }

    private static ClaimKey key(StandingClaim claim) {
        return new ClaimKey(claim.user(), claim.role(), claim.source());
    }
}
