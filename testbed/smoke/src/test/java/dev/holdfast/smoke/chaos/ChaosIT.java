package dev.holdfast.smoke.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * People use the bot on two shards of a local Discord, through two gateways and two
 * economy-services, while each of those, PostgreSQL, Redis and the cables between them fail in
 * turn; then every promise is looked at.
 */
@Tag("chaos")
@TestInstance(Lifecycle.PER_CLASS)
class ChaosIT {

    private static final Logger LOG = Logger.getLogger(ChaosIT.class);
    private static final Duration CHECKING = Duration.ofMinutes(1);
    private static final int FEW = 5;

    private ChaosFleet scene;
    private Ledger ledger;
    private Findings findings;

    @BeforeAll
    void run() throws Exception {
        var settings = ChaosSettings.fromSystemProperties();
        LOG.infof(
                "chaos: seed %d, %d commands or %s",
                settings.seed(), settings.commands(), settings.longest());
        scene = ChaosFleet.shared();
        ledger = new Ledger(scene.postgres());
        findings = new ChaosRun(settings, scene, new RandomDisturbances(scene, settings)).run();
    }

    /** By the bot itself, in the channel where Discord gave up waiting. */
    @Test
    void everyCommandIsAnswered() {
        none(it -> !it.answered() || it.failed());
        assertEquals(List.of(), findings.lost());
    }

    @Test
    void everyAnswerIsOneThatThePersonUnderstands() {
        none(it -> it.answered() && !it.done() && !it.nothingHappened() && !it.uncertain());
    }

    @Test
    void nobodyIsLeftInDoubt() {
        none(RequestResult::uncertain);
    }

    @Test
    void noAnswerIsGivenTwice() {
        none(it -> findings.pings(it).size() > 1);
        none(it -> findings.answers(it).size() > 1);
    }

    @Test
    void whatIsSaidToBePaidIsPaidExactlyOnce() {
        none(it ->
                it.errand().kind() == PersonRequest.Kind.PAY
                        && it.done()
                        && (findings.booked(it).size() != 1
                                || !findings.booked(it).getFirst().pays(it.errand())));
    }

    @Test
    void theAdminsAreToldExactlyOnceOfEachAdjustmentThatWasBooked() {
        assertTrue(findings.notices().size() >= FEW, findings::report);
        none(it ->
                it.errand().kind() == PersonRequest.Kind.ADJUST
                        && findings.notices(it) != findings.booked(it).size());
    }

    @Test
    void whatIsSaidNotToHaveHappenedDidNot() {
        none(it -> it.nothingHappened() && !findings.booked(it).isEmpty());
    }

    @Test
    void nothingIsBookedTwiceForOneCommand() {
        none(it -> findings.booked(it).size() > 1);
    }

    @Test
    void theAccountsOfEachGuildSumToZero() {
        assertEquals(List.of(0L, 0L), ledger.sums());
        assertEquals(0, ledger.unattributed());
    }

    @Test
    void bothEconomiesFindTheirLedgerSound() throws Exception {
        for (var service : scene.economies()) {
            var answer = service.caller().waiting(CHECKING).get("/bot/checks?fresh=true");
            assertEquals(200, answer.status(), answer::body);
            for (var check : new ObjectMapper().readTree(answer.body())) {
                assertTrue(check.path("passed").asBoolean(), answer::body);
            }
        }
    }

    @Test
    void thereWasMischiefAndPeopleGotThrough() {
        assertTrue(findings.mischief().size() >= FEW, () -> findings.mischief().toString());
        assertTrue(
                findings.count(RequestResult::done) > findings.told().size() / 4, findings::report);
    }

    private void none(Predicate<RequestResult> wrong) {
        findings.none(wrong);
    }
}
