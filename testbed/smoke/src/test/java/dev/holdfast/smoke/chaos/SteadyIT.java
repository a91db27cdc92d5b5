package dev.holdfast.smoke.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator does, and what Redis does now and then: no member should notice. */
@Tag("long")
class SteadyIT {

    private static final int A_SECOND = 50;

    private final ChaosFleet scene = ChaosFleet.shared();

    /** Programs that have just started make a person wait long for their own earlier command. */
    @BeforeAll
    static void peopleHaveBeenThereForAWhile() throws Exception {
        var calm = new NoDisturbance(Duration.ofSeconds(15));
        new ChaosRun(steadily(), ChaosFleet.shared(), calm).run();
    }

    private static ChaosSettings steadily() {
        return ChaosSettings.fromSystemProperties().steadily(A_SECOND);
    }

    @Test
    void aRollingRestartFailsNobody() throws Exception {
        unnoticed(new RollingRestart(scene));
    }

    @Test
    void nobodyMissesRedis() throws Exception {
        var away = Duration.ofSeconds(Integer.getInteger("chaos.redis.seconds", 20));
        unnoticed(new RedisOutage(scene, away));
    }

    private void unnoticed(Disturbance disturbance) throws Exception {
        var findings = new ChaosRun(steadily(), scene, disturbance).run();
        findings.none(
                told -> !told.answered() || told.failed() || told.turnedAway() || told.uncertain());
        findings.none(told -> findings.answers(told).size() != 1);
        findings.none(told -> findings.booked(told).size() > 1);
        findings.none(told ->
                told.errand().kind() == PersonRequest.Kind.PAY
                        && told.done()
                        && findings.booked(told).size() != 1);
        assertEquals(List.of(), findings.lost());
        assertEquals(List.of(0L, 0L), new Ledger(scene.postgres()).sums());
    }
}
