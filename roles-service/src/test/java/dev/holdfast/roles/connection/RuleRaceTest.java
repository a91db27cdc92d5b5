package dev.holdfast.roles.connection;

import static dev.holdfast.roles.connection.RuleGuild.A;
import static dev.holdfast.roles.connection.RuleGuild.ANN;
import static dev.holdfast.roles.connection.RuleGuild.BEN;
import static dev.holdfast.roles.connection.RuleGuild.CAT;
import static dev.holdfast.roles.connection.RuleGuild.GOLD;
import static dev.holdfast.roles.connection.RuleGuild.OWNER;
import static dev.holdfast.roles.connection.RuleGuild.words;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.Members;
import dev.holdfast.roles.assignment.StandingClaim;
import dev.holdfast.roles.job.StoredMemberPage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two units of work at once, each of which knows what the other does not. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RuleRaceTest extends RuleScene {

    private static final Condition IF_A = new Condition.HasRole(A);

    @Inject Evaluation evaluation;
    @Inject Assignments assignments;
    @Inject Members members;
    @Inject RuleActivation revival;
    @Inject Rules rules;
    @Inject RuleExpiry expiry;

    private final AtomicReference<Future<Reply>> other = new AtomicReference<>();

    @Test
    void aRoleAndAFactThatComeAtTheSameMomentGiveTheRole() throws Exception {
        guild.save(GOLD, "@A and balance >= 5k");
        awaitSweep(1);
        told(ANN, Instant.EPOCH);
        guild.balance(ANN, 10);
        work(unit -> {
            handle(changed(ANN, Instant.EPOCH, A), unit);
            other.set(
                    meanwhile(() -> {
                        work(another -> {
                            another.handle()
                                    .execute(
                                            "update rule_fact_balance set value = 7000 where user_id = 101");
                            evaluation.factChanged(RuleFact.BALANCE, List.of(ANN), another);
                        });
                        return Reply.say("done");
                    }));
        });
        other.get().get(20, SECONDS);
        assertEquals(List.of(101L), guild.claimed(1));
    }

    @Test
    void aRuleThatWasChangedMeanwhileGivesNothingAsItWas() {
        guild.save(GOLD, "@A");
        awaitSweep(1);
        var stale = units.read(guild.id(), OWNER, RuleStore::active);
        var shown = guild.ask(guild.as(OWNER, "edit").whole("rule", 1).text("when", "@B"));
        guild.pressed(shown, "save");
        awaitSweep(1);
        guild.member(ANN, Duration.ofDays(1), A);
        work(unit -> evaluation.evaluate(members.find(unit, List.of(ANN)), stale, unit));
        assertEquals(List.of(), guild.claimed(1));
    }

    @Test
    void twoAdminsWhoSaveAtTheSameMomentMakeNoCircle() throws Exception {
        var theirs = guild.ask(guild.add(A, "@Gold Member"));
        var asking = guild.add(GOLD, "@A").build();
        work(unit -> {
            assertTrue(revival.fitting(asking, GOLD, IF_A, null, unit).isEmpty());
            other.set(meanwhile(() -> guild.pressed(theirs, "save")));
            rules.add(unit, GOLD, IF_A, Rule.Mode.WHILE);
        });
        var refused = assertInstanceOf(Reply.Refusal.class, other.get().get(20, SECONDS));
        assertTrue(refused.text().contains("round in a circle"), refused.text());
        assertEquals(1, guild.count("rule"));
    }

    @Test
    void whoRestoresARuleThatIsAboutToExpireWaitsAndIsTold() throws Exception {
        guild.save(GOLD, "@A");
        guild.ask(guild.as(OWNER, "delete").button(OWNER, "keep:1"));
        awaitSweep(1);
        work(unit -> {
            assertTrue(expiry.generation("1", unit).isPresent());
            other.set(meanwhile(() -> guild.ask(guild.as(OWNER, "restore").whole("rule", 1))));
            assertFalse(other.get().isDone(), "restored meanwhile");
        });
        assertTrue(words(other.get().get(20, SECONDS)).contains("Rule 1 is back"));
    }

    /** A timer looks while somebody joins whose time comes a little later. */
    @Test
    void nobodysTimeIsMissed() throws Exception {
        guild.save(GOLD, "member >= 2h");
        awaitSweep(1);
        var now = Clock.systemUTC().instant();
        told(ANN, now.minus(Duration.ofMinutes(90)));
        work(unit -> {
            handle(changed(BEN, now.minus(Duration.ofMinutes(60))), unit);
            clock.advance(Duration.ofMinutes(31));
            await().atMost(20, SECONDS)
                    .until(() -> guild.claimed(1).contains(101L) || isSomebodyWaiting());
        });
        await().atMost(20, SECONDS).until(() -> guild.claimed(1).equals(List.of(101L)));
        clock.advance(Duration.ofMinutes(31));
        await().atMost(20, SECONDS).until(() -> guild.claimed(1).equals(List.of(101L, 102L)));
    }

    @Test
    void ofManyWhoLeftSomeAreTakenAtATime() {
        guild.save(GOLD, "@A");
        awaitSweep(1);
        for (var user : List.of(ANN, BEN, CAT)) {
            told(user, Instant.EPOCH, A);
        }
        guild.admin().execute("delete from member where guild_id = " + guild.id());
        var task = new RuleTask(evaluation, assignments, 2);
        work(unit -> {
            assertTrue(rules.delete(unit, RuleStore.active(unit).getFirst(), Rule.Leaving.TAKE));
            assertFalse(task.looked("1", unit));
            assertTrue(task.looked("1", unit));
        });
        assertEquals(List.of(), guild.claimed(1));
    }

    @Test
    void ofManyWhoChangeSomeAreChangedAtATime() {
        guild.save(GOLD, "@A");
        awaitSweep(1);
        for (var user : List.of(ANN, BEN, CAT)) {
            guild.member(user, Duration.ofDays(1), A);
        }
        var task = new RuleTask(evaluation, assignments, 2);
        work(unit -> assertEquals(2, task.page(page(unit, null), "1", unit)));
        assertEquals(List.of(101L, 102L), guild.claimed(1));
        work(unit -> assertEquals(1, task.page(page(unit, BEN), "1", unit)));
        assertEquals(List.of(101L, 102L, 103L), guild.claimed(1));
        work(unit -> {
            assertTrue(rules.delete(unit, RuleStore.active(unit).getFirst(), Rule.Leaving.TAKE));
            assertEquals(2, task.page(page(unit, null), "1", unit));
            var left = assignments.standing(unit, Rule.source(1), 10);
            assertEquals(List.of(CAT), left.stream().map(StandingClaim::user).toList());
        });
    }

    private StoredMemberPage page(UnitOfWork unit, @Nullable UserId after) {
        return new StoredMemberPage(members.page(unit, after, 5_000), Set.of("1"));
    }

    @Test
    void moreThanFitIntoAStatementAreGivenAndTaken() {
        guild.save(GOLD, "@A");
        awaitSweep(1);
        guild.admin()
                .execute(
                        """
                        insert into member (guild_id, user_id, roles, as_of)
                        select %s, 1000 + n, '{%s}', now() from generate_series(1, 1100) n
                        """
                                .formatted(guild.id(), A));
        work(this::evaluateAll);
        assertEquals(1_100, guild.claimed(1).size());
        guild.admin().execute("update member set roles = '{}' where guild_id = " + guild.id());
        work(this::evaluateAll);
        assertEquals(List.of(), guild.claimed(1));
    }

    private void evaluateAll(UnitOfWork unit) {
        evaluation.evaluate(members.page(unit, null, 5_000), RuleStore.active(unit), unit);
    }

    @Test
    void aRuleThatComesBackIsNewerThanItEverWas() {
        guild.save(GOLD, "@A");
        for (var when : List.of("@B", "@A")) {
            guild.pressed(
                    guild.ask(guild.as(OWNER, "edit").whole("rule", 1).text("when", when)), "save");
        }
        var generation = "select generation from rule where guild_id = " + guild.id();
        assertEquals(3, guild.admin().count(generation));
        guild.admin().execute("delete from rule where guild_id = " + guild.id());
        guild.ask(guild.as(OWNER, "restore").whole("rule", 1));
        assertTrue(guild.admin().count(generation) > 3);
    }

    private static MemberEvent.MemberChanged changed(UserId user, Instant joined, RoleId... roles) {
        return new MemberEvent.MemberChanged(
                new GuildMember(user, "Person", false, List.of(roles), joined, false, null, null),
                null);
    }
}
