package dev.holdfast.health.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.standin.Neighbours;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real PostgreSQL, Redis and small HTTP servers. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(Neighbours.class)
class ProberTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ECONOMY = "service:economy";

    @Inject Health health;

    @BeforeEach
    @AfterEach
    void allIsWell() {
        Neighbours.areWell();
        for (var each :
                new String[] {
                    ECONOMY, "service:gateway", "discord:main", "postgres:main", "redis:main"
                }) {
            awaitThat(each, Verdict.WELL);
        }
    }

    @Test
    void seesEverybodyAndTheBuildThatRuns() {
        var one = "instance:economy/127.0.0.1:" + Neighbours.one().port();
        awaitThat(one, Verdict.WELL);
        assertEquals("17", state(one).build());
        assertEquals(3, health.instances().size());
        assertTrue(health.lastRound().isPresent());
        assertEquals(Verdict.WELL, verdict("watcher:prober"));
    }

    @Test
    void aServiceIsDegradedWhileOneInstanceIsAndDownWhenAllAre() {
        Neighbours.one().fallSilent();
        awaitThat(ECONOMY, Verdict.DEGRADED);
        awaitThat("instance:economy/127.0.0.1:" + Neighbours.one().port(), Verdict.DOWN);
        Neighbours.other().fallSilent();
        awaitThat(ECONOMY, Verdict.DOWN);
        Neighbours.one().comeBack();
        Neighbours.other().comeBack();
        awaitThat(ECONOMY, Verdict.WELL);
    }

    @Test
    void oneWhoseReadinessWaitsForADatabaseIsNotDown() {
        Neighbours.one().isSlow();
        awaitThat("instance:economy/127.0.0.1:" + Neighbours.one().port(), Verdict.DEGRADED);
    }

    @Test
    void discordIsWhatGatewaysSayOfIt() {
        Neighbours.gateway()
                .isWell(
                        "{\"name\":\"discord\",\"status\":\"UP\",\"data\":{\"state\":\"resuming\"}}");
        awaitThat("discord:main", Verdict.DOWN);
        assertEquals(Verdict.WELL, verdict("service:gateway"));
    }

    @Test
    void itsRoleMayReadWhatOtherRolesDo() {
        var sees =
                "select count(*) from pg_roles where pg_has_role('health', 'pg_monitor', 'member')";
        assertTrue(new Admin("health").count(sees) > 0);
    }

    private void awaitThat(String component, Verdict verdict) {
        await().alias(component + " is " + verdict)
                .atMost(LONG)
                .until(() -> verdict(component) == verdict);
    }

    private Verdict verdict(String component) {
        return health.current().stream()
                .filter(it -> it.component().toString().equals(component))
                .map(ComponentState::verdict)
                .findFirst()
                .orElse(Verdict.UNKNOWN);
    }

    private ComponentState state(String component) {
        return health.current().stream()
                .filter(it -> it.component().toString().equals(component))
                .findFirst()
                .orElseThrow();
    }
}
