package dev.holdfast.health.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.Round;
import dev.holdfast.health.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentBookTest {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration ROOT_WAIT = Duration.ofSeconds(30);
    private static final Component POSTGRES = Component.parse("postgres:main");
    private static final Component REDIS = Component.parse("redis:main");
    private static final Component DISCORD = Component.parse("discord:main");
    private static final Component HOST = Component.parse("host:a");
    private static final Component ECONOMY = Component.parse("service:economy");
    private static final Component ECONOMY_1 = Component.parse("instance:economy/a:8081");
    private static final Component ECONOMY_2 = Component.parse("instance:economy/b:8081");
    private static final Component GATEWAY = Component.parse("service:gateway");
    private static final Component GATEWAY_1 = Component.parse("instance:gateway/a:8080");
    private static final Component ROUTE = Component.parse("watcher:route/operators");

    private final IncidentBook book = new IncidentBook(ROOT_WAIT, new IncidentIds(() -> 0));
    private final Map<Component, ComponentState> states = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Set<Component> doubtful = Set.of();
    private Set<Component> recovering = Set.of();
    private Instant now = Instant.parse("2026-12-01T12:00:00Z");

    @BeforeEach
    void allIsWell() {
        for (var each :
                List.of(
                        POSTGRES,
                        REDIS,
                        DISCORD,
                        HOST,
                        ECONOMY,
                        ECONOMY_1,
                        ECONOMY_2,
                        GATEWAY,
                        GATEWAY_1,
                        Health.WATCHER)) {
            is(each, Verdict.WELL);
        }
        round();
        assertEquals(List.of(), steps);
    }

    @Test
    void oneCauseIsOneIncidentHoweverManyFollow() {
        is(POSTGRES, Verdict.DOWN);
        is(ECONOMY, Verdict.DEGRADED);
        is(ECONOMY_1, Verdict.DEGRADED);
        is(ECONOMY_2, Verdict.DEGRADED);
        is(GATEWAY, Verdict.DEGRADED);
        is(GATEWAY_1, Verdict.DEGRADED);
        round();
        assertEquals(1, opened(), steps::toString);
        var incident = book.open().getFirst();
        assertEquals(POSTGRES, incident.root());
        assertEquals(
                Set.of(ECONOMY, ECONOMY_1, ECONOMY_2, GATEWAY, GATEWAY_1),
                Set.copyOf(incident.attached()));
    }

    /** Planted bug: children alert beside their root. */
    @Test
    void whatFollowsLaterIsAttachedAndOpensNone() {
        is(POSTGRES, Verdict.DOWN);
        round();
        for (var later = 0; later < 20; later++) {
            round();
        }
        is(ECONOMY, Verdict.DEGRADED);
        is(ECONOMY_1, Verdict.DEGRADED);
        is(ECONOMY_2, Verdict.DEGRADED);
        for (var later = 0; later < 20; later++) {
            round();
        }
        assertEquals(1, opened(), steps::toString);
        assertEquals(3, book.open().getFirst().attached().size());
    }

    @Test
    void aYoungDependantWaitsForItsRoot() {
        is(ECONOMY_1, Verdict.DEGRADED);
        is(ECONOMY_2, Verdict.DEGRADED);
        is(ECONOMY, Verdict.DEGRADED);
        round();
        assertEquals(0, opened(), steps::toString);
        is(REDIS, Verdict.DOWN);
        round();
        assertEquals(List.of(REDIS), roots());
    }

    @Test
    void withoutARootItOpensItsOwnAfterHalfAMinute() {
        is(ECONOMY_1, Verdict.DOWN);
        is(ECONOMY_2, Verdict.DOWN);
        is(ECONOMY, Verdict.DOWN);
        var began = now;
        round();
        round();
        assertEquals(0, opened(), steps::toString);
        round();
        assertEquals(List.of(ECONOMY), roots());
        assertEquals(began, book.open().getFirst().began());
        assertEquals(2, book.open().getFirst().attached().size());
    }

    @Test
    void waitsLongerWhileARootIsInDoubt() {
        is(ECONOMY_1, Verdict.DEGRADED);
        is(ECONOMY_2, Verdict.DEGRADED);
        is(ECONOMY, Verdict.DEGRADED);
        round();
        round();
        doubtful = Set.of(POSTGRES);
        round();
        round();
        assertEquals(0, opened(), steps::toString);
        doubtful = Set.of();
        is(POSTGRES, Verdict.DOWN);
        round();
        assertEquals(List.of(POSTGRES), roots());
    }

    @Test
    void oneInstanceOfSeveralIsTheRootOfItsServicesTrouble() {
        is(ECONOMY_1, Verdict.DOWN);
        is(ECONOMY, Verdict.DEGRADED);
        rounds(4);
        assertEquals(List.of(ECONOMY_1), roots());
        assertEquals(List.of(ECONOMY), book.open().getFirst().attached());
    }

    @Test
    void discordAwayIsNoTroubleOfTheGateways() {
        is(DISCORD, Verdict.DOWN);
        is(GATEWAY_1, Verdict.DEGRADED);
        is(GATEWAY, Verdict.DEGRADED);
        rounds(4);
        assertEquals(List.of(DISCORD), roots());
    }

    @Test
    void aServiceThatDiesWhileRedisIsAwayIsACauseOfItsOwn() {
        is(REDIS, Verdict.DOWN);
        round();
        is(ECONOMY_1, Verdict.DOWN);
        is(ECONOMY_2, Verdict.DOWN);
        is(ECONOMY, Verdict.DOWN);
        rounds(4);
        assertEquals(Set.of(REDIS, ECONOMY), Set.copyOf(roots()));
    }

    @Test
    void endsOnceWhenAllIsWell() {
        is(POSTGRES, Verdict.DOWN);
        is(ECONOMY, Verdict.DEGRADED);
        is(ECONOMY_1, Verdict.DEGRADED);
        is(ECONOMY_2, Verdict.DEGRADED);
        rounds(2);
        allAreWell();
        rounds(3);
        assertEquals(1, ended(), steps::toString);
        assertEquals(List.of(), book.open());
    }

    @Test
    void whatIsStillBrokenAfterItsRootIsWellBecomesItsOwn() {
        is(POSTGRES, Verdict.DOWN);
        is(ECONOMY, Verdict.DEGRADED);
        is(ECONOMY_1, Verdict.DEGRADED);
        is(ECONOMY_2, Verdict.DEGRADED);
        rounds(2);
        is(POSTGRES, Verdict.WELL);
        round();
        round();
        assertEquals(0, ended(), "it has half a minute to follow");
        rounds(3);
        assertEquals(1, ended(), steps::toString);
        assertEquals(List.of(ECONOMY), roots());
    }

    /** As where its own retries come rarely: it has five good minutes of its own. */
    @Test
    void whatIsBackButNotForLongIsWaitedForAfterItsRoot() {
        is(POSTGRES, Verdict.DOWN);
        is(ECONOMY, Verdict.DEGRADED);
        is(ECONOMY_1, Verdict.DEGRADED);
        is(ECONOMY_2, Verdict.DEGRADED);
        rounds(2);
        is(POSTGRES, Verdict.WELL);
        recovering = Set.of(ECONOMY, ECONOMY_1, ECONOMY_2);
        rounds(20);
        assertEquals(0, ended(), steps::toString);
        allAreWell();
        rounds(1);
        assertEquals(1, ended(), steps::toString);
        assertEquals(1, opened(), steps::toString);
    }

    @Test
    void flappingIsOneIncident() {
        for (var flip = 0; flip < 30; flip++) {
            is(HOST, flip % 2 == 0 ? Verdict.DOWN : Verdict.DEGRADED);
            round();
        }
        assertEquals(1, opened());
        assertEquals(0, ended());
    }

    @Test
    void unknownEndsNothing() {
        is(POSTGRES, Verdict.DOWN);
        round();
        is(POSTGRES, Verdict.UNKNOWN);
        rounds(20);
        assertEquals(List.of(POSTGRES), roots());
    }

    @Test
    void cutOffIsOneIncidentOfTheWatcherAndNoOther() {
        is(Health.WATCHER, Verdict.DOWN);
        is(POSTGRES, Verdict.UNKNOWN);
        is(ECONOMY, Verdict.UNKNOWN);
        for (var time = 0; time < 10; time++) {
            steps.addAll(
                    book.hear(
                            new Round(now, List.copyOf(states.values()), true),
                            doubtful,
                            Set.of()));
            now = now.plus(INTERVAL);
        }
        assertEquals(List.of(Health.WATCHER), roots());
        assertEquals(1, opened());
        allAreWell();
        rounds(3);
        assertEquals(1, ended());
    }

    @Test
    void whatWasOpenBeforeItWasCutOffStaysOpen() {
        is(POSTGRES, Verdict.DOWN);
        round();
        is(Health.WATCHER, Verdict.DOWN);
        steps.addAll(
                book.hear(new Round(now, List.copyOf(states.values()), true), doubtful, Set.of()));
        steps.addAll(book.report(new Finding(ROUTE, Verdict.DEGRADED, "It fails."), now));
        assertEquals(0, ended(), steps::toString);
    }

    @Test
    void aFindingOpensOneIncidentUntilItIsOver() {
        var finding = new Finding(ECONOMY, Verdict.DEGRADED, "3 balances are negative.");
        steps.addAll(book.report(finding, now));
        rounds(4);
        steps.addAll(book.report(finding, now));
        assertEquals(List.of(ECONOMY), roots());
        assertEquals(1, said("3 balances are negative"), steps::toString);
        steps.addAll(book.recovered(ECONOMY, now));
        rounds(1);
        assertEquals(1, ended(), steps::toString);
    }

    @Test
    void aFindingAboutWhatIsOpenGoesToItsTimeline() {
        is(POSTGRES, Verdict.DOWN);
        round();
        steps.addAll(
                book.report(
                        new Finding(POSTGRES, Verdict.DEGRADED, "It grows by 2 GB a day."), now));
        assertEquals(1, opened());
        assertEquals(1, said("It grows by 2 GB a day"));
    }

    @Test
    void aRouteThroughTheGatewayThatFailsForPostgresIsAttachedToIt() {
        is(POSTGRES, Verdict.DOWN);
        round();
        steps.addAll(book.report(new Finding(ROUTE, Verdict.DEGRADED, "It fails."), now));
        rounds(4);
        assertEquals(List.of(POSTGRES), roots());
        assertEquals(List.of(ROUTE), book.open().getFirst().attached());
    }

    @Test
    void goesOnWithWhatWasOpenBeforeARestart() {
        is(POSTGRES, Verdict.DOWN);
        round();
        var before = book.open().getFirst();
        var again = new IncidentBook(ROOT_WAIT, new IncidentIds(() -> 0));
        assertEquals(List.of(), again.adopt(before, false, now));
        // The first looks after a restart do not say anything yet.
        is(POSTGRES, Verdict.UNKNOWN);
        assertEquals(List.of(), again.hear(heard(), Set.of(), Set.of()));
        is(POSTGRES, Verdict.DOWN);
        var more = again.hear(heard(), Set.of(), Set.of());
        assertTrue(more.stream().noneMatch(Step.Opened.class::isInstance), more::toString);
        assertEquals(List.of(before.id()), again.open().stream().map(Incident::id).toList());
    }

    @Test
    void whatWasReportedBeforeARestartStaysUntilSomebodySaysThatItIsOver() {
        steps.addAll(book.report(new Finding(HOST, Verdict.DEGRADED, "A backup is late."), now));
        var before = book.open().getFirst();
        assertTrue(book.isReported(HOST));
        var again = new IncidentBook(ROOT_WAIT, new IncidentIds(() -> 0));
        again.adopt(before, true, now);
        for (var time = 0; time < 10; time++) {
            again.hear(heard(), Set.of(), Set.of());
        }
        assertEquals(1, again.open().size());
        again.recovered(HOST, now);
        assertEquals(List.of(), again.open());
    }

    @Test
    void oneOfTheSameRootThatAnotherOpenedEnds() {
        is(POSTGRES, Verdict.DOWN);
        round();
        var other = new Incident(1, POSTGRES, Verdict.DOWN, now, null, List.of(), null);
        var after = book.adopt(other, false, now);
        assertTrue(after.stream().anyMatch(Step.Ended.class::isInstance), after::toString);
        assertEquals(1, book.open().size());
    }

    @Test
    void getsWorseOnceAndSaysSo() {
        is(HOST, Verdict.DEGRADED);
        round();
        is(HOST, Verdict.DOWN);
        rounds(3);
        assertEquals(Verdict.DOWN, book.open().getFirst().verdict());
        assertEquals(1, steps.stream().filter(Step.Changed.class::isInstance).count());
    }

    @Test
    void idsGrowEvenWithinASecond() {
        var ids = new IncidentIds(() -> 999);
        var first = ids.next(now);
        assertTrue(ids.next(now) > first);
        assertFalse(ids.next(now.plusSeconds(10)) < first);
    }

    private void allAreWell() {
        List.copyOf(states.keySet()).forEach(each -> is(each, Verdict.WELL));
    }

    private void is(Component component, Verdict verdict) {
        states.put(component, new ComponentState(component, verdict, now, now, "why", ""));
    }

    private Round heard() {
        return new Round(now, List.copyOf(states.values()), false);
    }

    private void round() {
        steps.addAll(book.hear(heard(), doubtful, recovering));
        now = now.plus(INTERVAL);
    }

    private void rounds(int times) {
        for (var time = 0; time < times; time++) {
            round();
        }
    }

    private List<Component> roots() {
        return book.open().stream().map(Incident::root).toList();
    }

    private long opened() {
        return steps.stream().filter(Step.Opened.class::isInstance).count();
    }

    private long ended() {
        return steps.stream().filter(Step.Ended.class::isInstance).count();
    }

    private long said(String text) {
        return steps.stream()
                .filter(step ->
                        step instanceof Step.Said(_, var line) && line.text().contains(text))
                .count();
    }
}
