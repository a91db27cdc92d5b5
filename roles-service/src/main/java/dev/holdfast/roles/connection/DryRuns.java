package dev.holdfast.roles.connection;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.fact.FactRead;
import dev.holdfast.kit.fact.FactReader;
import dev.holdfast.kit.fact.FactState;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.FactValue;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.StandingClaim;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds all members against a rule that is not saved, a page of them at a time; facts are asked for
 * as they are now, since a rule that is new has none kept. Outside of units of work. Safe for any
 * thread.
 */
@Singleton
record DryRuns(
        UnitsOfWork units,
        Members members,
        FactReader facts,
        Assignments assignments,
        MemberKnowledge knowledge) {

    DryRun run(GuildId guild, Draft draft, Condition condition, Progress progress)
            throws InterruptedException {
        var run = new DryRun();
        var total = Math.max(1, read(guild, draft, members::count));
        var done = 0L;
        var page = page(guild, draft, null);
        while (!page.isEmpty()) {
            add(guild, draft, condition, page, run);
            done += page.size();
            progress.reached(Math.min(done, total), total);
            page = page(guild, draft, page.getLast().user());
        }
        return run;
    }

    private List<MemberState> page(GuildId guild, Draft draft, @Nullable UserId after) {
        return read(guild, draft, work -> members.page(work, after));
    }

    private void add(
            GuildId guild, Draft draft, Condition condition, List<MemberState> page, DryRun run)
            throws InterruptedException {
        var asked = page.stream().filter(Evaluation::counts).toList();
        if (asked.isEmpty()) {
            return;
        }
        var values = values(guild, condition, asked, run);
        for (var seen : read(guild, draft, work -> see(draft, condition, asked, values, work))) {
            run.add(seen, draft.mode());
        }
    }

    private List<DryRun.Seen> see(
            Draft draft,
            Condition condition,
            List<MemberState> asked,
            Map<String, Map<UserId, FactState>> values,
            UnitOfWork work) {
        var claimed = claimed(draft, asked, work);
        return knowledge.of(asked, List.of(condition), values, work).stream()
                .map(known -> {
                    var user = known.member().user();
                    return new DryRun.Seen(
                            user,
                            known.says(condition),
                            known.member().roles().contains(draft.role()),
                            claimed.contains(user));
                })
                .toList();
    }

    private Set<UserId> claimed(Draft draft, List<MemberState> asked, UnitOfWork work) {
        var rule = draft.rule();
        if (rule == null) {
            return Set.of();
        }
        var users = asked.stream().map(MemberState::user).toList();
        return assignments.standing(work, users, List.of(Rule.source(rule))).stream()
                .map(StandingClaim::user)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of whom nothing is told now, nothing is known. */
    private Map<String, Map<UserId, FactState>> values(
            GuildId guild, Condition condition, List<MemberState> asked, DryRun run)
            throws InterruptedException {
        var users = asked.stream().map(MemberState::user).toList();
        var values = new HashMap<String, Map<UserId, FactState>>();
        for (var fact : condition.facts()) {
            if (facts.values(fact, guild, users) instanceof FactRead.Known(var told)) {
                values.put(
                        fact,
                        told.values().stream()
                                .collect(
                                        Collectors.toMap(
                                                FactValue::user,
                                                it -> new FactState(it.value(), told.asOf()))));
            } else {
                run.wasAway();
            }
        }
        return values;
    }

    private <T> T read(GuildId guild, Draft draft, Function<UnitOfWork, T> body) {
        return units.read(guild, draft.user(), body);
    }
}
