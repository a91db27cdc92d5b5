package dev.holdfast.smoke.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.smoke.chaos.Pause;
import dev.holdfast.smoke.health.HealthView.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Whatever breaks, operators hear of it once and of its cause, also while health-service itself is
 * killed; and what nobody looked at is unknown: {@code -Dhealth.faults=100 -Dhealth.seed=...}.
 */
@Tag("chaos")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class HealthIT {

    private static final Logger LOG = Logger.getLogger(HealthIT.class);
    private static final Duration START = Duration.ofMinutes(2);
    private static final int FEW = 6;
    private static final int MANY = 100;

    /** By then everybody has heard. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Long enough for a second alert to come, where one would. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** By then a health-service acts that cannot find out who leads. */
    private static final Duration UNCERTAIN = Duration.ofSeconds(13);

    private static final String OPENED = "incident.opened";
    private static final String ENDED = "incident.ended";
    private static final String AWAY = "No health-service was reached";
    private static final String BACK = "health-service is reached again";
    private static final String WATCHER = "watcher:prober";

    private final int faults = Integer.getInteger("health.faults", 10);
    private final long seed = Long.getLong("health.seed", System.nanoTime());

    private HealthFleet fleet;

    @BeforeAll
    void open() throws Exception {
        LOG.infof("-Dhealth.faults=%d -Dhealth.seed=%d", faults, seed);
        fleet = new HealthFleet(Path.of(System.getProperty("holdfast.root")));
        awaitCalm();
    }

    @AfterAll
    void close() throws Exception {
        fleet.close();
    }

    @Order(1)
    @TestFactory
    Stream<DynamicTest> eachFaultIsOneIncidentWithItsCauseAndOneAlert() {
        return kinds().stream()
                .map(fault ->
                        DynamicTest.dynamicTest(
                                fault.name(), () -> suffer(fault, () -> Pause.of(QUIET))));
    }

    /** All of them, or those that have each thing and each way; in the seed's order. */
    private List<Fault> kinds() {
        var all = Fault.all(fleet);
        var kinds = new ArrayList<>(isLong() ? all : all.subList(0, FEW));
        Collections.shuffle(kinds, new Random(seed));
        return kinds;
    }

    private boolean isLong() {
        return faults >= MANY;
    }

    @Order(2)
    @Test
    void aRestartOpensNothingAgainAndTellsNothingTwice() throws Exception {
        suffer(
                Fault.cutOff(Fault.ECONOMY, HealthFleet.ECONOMY, fleet),
                () -> {
                    killTheWatcher();
                    soon().until(() -> fleet.view().leads());
                    Pause.of(QUIET);
                });
    }

    /** It has its file alone, and nobody can say who leads. */
    @Order(3)
    @Test
    void norDoesARestartWhilePostgresqlIsAway() throws Exception {
        assumeTrue(isLong());
        suffer(
                Fault.cutOff(Fault.POSTGRES, HealthFleet.POSTGRES, fleet),
                () -> {
                    killTheWatcher();
                    Pause.of(UNCERTAIN);
                });
    }

    @Order(4)
    @Test
    void whatNoRouteTakesWaitsAndArrives() throws Exception {
        var since = Since.now(fleet);
        fleet.operator().switchOff();
        fleet.cables().cutTo(HealthFleet.GATEWAY);
        soon().until(() -> since.incident(Fault.GATEWAY).isPresent());
        Pause.of(QUIET);
        assertEquals(List.of(), since.alerts());
        fleet.operator().switchOn();
        soon().until(() -> hasHeard(since, Fault.GATEWAY, List.of(OPENED)));
        fleet.cables().mend();
        soon().until(() -> hasHeard(since, Fault.GATEWAY, List.of(OPENED, ENDED)));
        var incident = since.incident(Fault.GATEWAY).orElseThrow();
        soon().until(() -> direct(ofEnd(incident)) == 1);
        awaitCalm();
    }

    @Order(5)
    @Test
    void aRouteThatFailsIsToldOnTheOthers() throws Exception {
        var since = Since.now(fleet);
        fleet.operator().switchOff();
        fleet.cables().cutTo(HealthFleet.ECONOMY);
        soon().until(() -> direct("The alert route webhook-1 failed") == 1);
        assertEquals(List.of(), since.alerts());
        fleet.operator().switchOn();
        soon().until(() -> hasHeard(since, Fault.ECONOMY, List.of(OPENED)));
        fleet.cables().mend();
        soon().until(() -> hasHeard(since, Fault.ECONOMY, List.of(OPENED, ENDED)));
        awaitCalm();
    }

    /** Its process goes on and answers; the loop that probes stands still. */
    @Order(6)
    @Test
    void onceTheProberStandsStillEverythingIsUnknown() throws Exception {
        var view = fleet.view();
        var since = Since.now(fleet);
        var beats = fleet.operator().heartbeats();
        assertFalse(saysUnknown(view.page()), "the page says unknown before");
        soon().until(() -> fleet.operator().heartbeats() > beats);
        try (var _ = fleet.halted("prober")) {
            soon().until(() -> view.known().isEmpty());
            soon().until(() -> saysUnknown(view.page()));
            assertEquals(Set.of("3.0"), view.metrics("holdfast_health_verdict"));
            var last = fleet.operator().heartbeats();
            Pause.of(QUIET);
            assertEquals(last, fleet.operator().heartbeats(), "it says that all is well");
        }
        awaitCalm();
        assertEquals(List.of(), since.incidents(), "nobody saw anything");
    }

    /** It may not say what it knew before; and who watches it has told meanwhile. */
    @Order(7)
    @Test
    void afterAHaltItSaysNothingThatItHasNotLookedAt() throws Exception {
        var view = fleet.view();
        var away = fleet.operator().posted(AWAY);
        var back = fleet.operator().posted(BACK);
        fleet.health().pause();
        try {
            soon().until(() -> fleet.operator().posted(AWAY) == away + 1);
            fleet.cables().cutFrom(HealthFleet.HEALTH);
        } finally {
            fleet.health().resume();
        }
        var verdicts = view.verdicts();
        assertTrue(saysUnknown(view.page()), "the page");
        fleet.cables().mend();
        assertNotEquals("WELL", verdicts.remove(WATCHER));
        assertEquals(Set.of("UNKNOWN"), Set.copyOf(verdicts.values()));
        soon().until(() -> fleet.operator().posted(BACK) == back + 1);
        soon().until(() -> direct(AWAY) > 0);
        awaitCalm();
        assertEquals(away + 1, fleet.operator().posted(AWAY));
    }

    /** Whatever falls on what; and now and then on health-service. */
    @Order(8)
    @Test
    void manyFaultsAtOnceAreNoMoreIncidentsThanFaults() throws Exception {
        var since = Since.now(fleet);
        var random = new Random(~seed);
        var pace = Duration.ofSeconds(isLong() ? 6 : 2);
        var kinds = Fault.all(fleet);
        for (var each = 0; each < faults; each++) {
            var next = System.nanoTime() + pace.toNanos();
            var fault = kinds.get(random.nextInt(kinds.size()));
            fault.begin().run();
            Pause.of(Duration.ofMillis(random.nextLong(pace.toMillis() / 2, pace.toMillis())));
            if (each % 10 == 5) {
                fleet.health().kill();
                fleet.health().startAgain();
            }
            fault.end().run();
            Pause.until(next);
        }
        awaitCalm();
        var incidents = since.incidents();
        assertTrue(incidents.size() <= faults, since::toString);
        for (var incident : incidents) {
            until(since, () -> heard(incident).equals(List.of(OPENED, ENDED)));
        }
        LOG.infof("%d faults are %d incidents", faults, incidents.size());
    }

    /** Over all of the above, on each route. */
    @Order(9)
    @Test
    void noRouteIsToldTwiceOfWhatHappenedOnce() throws Exception {
        assertEquals(List.of(), fleet.operator().refused(), "without a signature");
        var incidents = fleet.view().incidents();
        for (var incident : incidents) {
            var heard = heard(incident);
            var isOnce = List.of(OPENED, ENDED).equals(heard) || List.of(ENDED).equals(heard);
            assertTrue(isOnce, () -> incident + " by webhook: " + heard);
            var openings = "shows incident %d ".formatted(incident.id());
            assertTrue(direct(openings) <= 1, () -> incident + " directly");
            assertTrue(direct(ofEnd(incident)) <= 1, () -> incident + " directly, its end");
        }
        LOG.infof(
                "%d incidents, %d alerts by webhook, %d direct messages",
                incidents.size(), fleet.operator().alerts().size(), direct(""));
    }

    /** One fault from its beginning to its end, with something in the middle. */
    private void suffer(Fault fault, Fault.Deed meanwhile) throws Exception {
        var since = Since.now(fleet);
        var began = System.nanoTime();
        fault.begin().run();
        try {
            until(since, () -> !since.alerts().isEmpty());
            var first = since.alerts().getFirst();
            LOG.infof("%-32s told after %.1f s", fault, (first.nanos() - began) / 1e9);
            assertEquals(fault.root(), first.root(), since::toString);
            until(since, () -> since.attached().containsAll(fault.dependants()));
            meanwhile.run();
            assertEquals(List.of(OPENED), since.types(), since::toString);
        } finally {
            fault.end().run();
        }
        until(since, () -> since.types().size() > 1);
        awaitCalm();
        assertEquals(List.of(fault.root()), since.roots(), since::toString);
        assertEquals(List.of(OPENED, ENDED), since.types(), since::toString);
        LOG.infof("%-32s over after %.1f s", fault, (System.nanoTime() - began) / 1e9);
    }

    /** With kill -9, once it has noted that the incident was told. */
    private void killTheWatcher() throws Exception {
        var told = fleet.view().incidents().getFirst();
        soon().until(() -> fleet.view().timeline(told.id()).contains("webhook-1 was told"));
        fleet.health().kill();
        fleet.health().startAgain();
        soon().until(() -> !fleet.view().verdicts().isEmpty());
    }

    /** What the operator was told of it by webhook. */
    private List<String> heard(Seen incident) {
        return fleet.operator().typesOf(incident.id());
    }

    private boolean hasHeard(Since since, String root, List<String> types)
            throws IOException, InterruptedException {
        return since.incident(root).map(it -> heard(it).equals(types)).orElse(false);
    }

    /** How many direct messages of the operator's have those words. */
    private long direct(String words) throws IOException, InterruptedException {
        return DirectMessages.of(fleet.seen().state(10_000)).stream()
                .filter(it -> it.contains(words))
                .count();
    }

    private static String ofEnd(Seen incident) {
        return "(incident %d)".formatted(incident.id());
    }

    private static boolean saysUnknown(String page) {
        return page.contains("We don’t know how things are");
    }

    private void until(Since since, Callable<Boolean> isSo) {
        try {
            soon().until(isSo);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(since.toString(), e);
        }
    }

    /** All runs, and health-service says so: nothing is open and all is well. */
    private void awaitCalm() throws InterruptedException {
        fleet.awaitReady();
        await().atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> fleet.view().isCalm());
    }

    private static ConditionFactory soon() {
        return await().atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class);
    }
}
