package dev.holdfast.smoke.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.smoke.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL that is read-only or full, and a Redis that refuses writes, for a while ({@code
 * -Dchaos.refusal.seconds}). Health says so, everything recovers by itself, and nothing is lost or
 * done twice.
 */
@Tag("chaos")
class RefusalIT {

    private static final int A_SECOND = 20;
    private static final Duration CHECKING = Duration.ofMinutes(1);
    private static final String READ_WRITE = "?options=-c%20default_transaction_read_only=off";

    private final ChaosFleet scene = ChaosFleet.shared();
    private final Duration lasting =
            Duration.ofSeconds(Integer.getInteger("chaos.refusal.seconds", 10));

    @Test
    void aPostgresThatIsReadOnlyForAWhile() throws Exception {
        survives(
                new WriteRefusal(
                        "PostgreSQL read-only",
                        "storage",
                        scene.services(),
                        lasting,
                        () -> superuser("alter system set default_transaction_read_only = on"),
                        () -> superuser("alter system reset default_transaction_read_only")),
                "PostgreSQL is read-only");
    }

    @Test
    void aPostgresWhoseDiskIsFullForAWhile() throws Exception {
        assumeTrue(scene.disk().isPresent(), "only root may mount a small disk");
        var disk = scene.disk().get();
        survives(
                new WriteRefusal(
                        "PostgreSQL full",
                        "storage",
                        scene.economies(),
                        lasting,
                        disk::fill,
                        disk::free),
                "PostgreSQL's disk is full");
    }

    @Test
    void aRedisThatLacksReplicasForAWhile() throws Exception {
        survives(redis("Redis without replicas", "min-replicas-to-write"), "it answers NOREPLICAS");
    }

    @Test
    void aRedisThatIsFullForAWhile() throws Exception {
        survives(redis("Redis full", "maxmemory"), "it answers OOM");
    }

    private WriteRefusal redis(String name, String setting) {
        return new WriteRefusal(
                name,
                "redis",
                scene.services(),
                lasting,
                () -> RedisSetting.set(scene.redis(), setting, "1"),
                () -> RedisSetting.set(scene.redis(), setting, "0"));
    }

    private void survives(WriteRefusal refusal, String why) throws Exception {
        var steadily = ChaosSettings.fromSystemProperties().steadily(A_SECOND);
        var findings = new ChaosRun(steadily, scene, refusal).run();
        assertEquals(
                refusal.shows().stream()
                        .collect(Collectors.toMap(ServiceProcess::toString, _ -> why)),
                refusal.said());
        findings.none(told -> !told.answered() || told.failed());
        findings.none(told -> findings.answers(told).size() > 1);
        findings.none(told -> findings.booked(told).size() > 1);
        findings.none(told -> told.nothingHappened() && !findings.booked(told).isEmpty());
        findings.none(told ->
                told.errand().kind() == PersonRequest.Kind.PAY
                        && told.done()
                        && findings.booked(told).size() != 1);
        assertEquals(List.of(), findings.lost());
        assertEquals(List.of(0L, 0L), new Ledger(scene.postgres()).sums());
        everythingGoesOn(steadily);
    }

    private void everythingGoesOn(ChaosSettings steadily) throws Exception {
        Predicate<RequestResult> amiss =
                told -> !told.answered() || told.failed() || told.turnedAway() || told.uncertain();
        var after = undisturbed(steadily);
        // Again, as machines stutter.
        for (var again = 0; again < 2 && after.count(amiss) > 0; again++) {
            after = undisturbed(steadily);
        }
        after.none(amiss);
        for (var service : scene.economies()) {
            var answer = service.caller().waiting(CHECKING).get("/bot/checks?fresh=true");
            assertEquals(200, answer.status(), answer::body);
            for (var check : new ObjectMapper().readTree(answer.body())) {
                assertTrue(check.path("passed").asBoolean(), answer::body);
            }
        }
    }

    private Findings undisturbed(ChaosSettings steadily) throws Exception {
        return new ChaosRun(steadily, scene, new NoDisturbance(Duration.ofSeconds(3))).run();
    }

    private void superuser(String sql) {
        var postgres = scene.postgres();
        var url = postgres.jdbcUrl() + READ_WRITE;
        try (var handle = Jdbi.create(url, EmbeddedPostgres.USER, postgres.password()).open()) {
            handle.execute(sql);
            handle.execute("select pg_reload_conf()");
        }
    }
}
