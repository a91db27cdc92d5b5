package dev.holdfast.health.usage;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentEntry;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the whole bot's minutes say becomes an incident, once. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class GoalWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject GoalWatch goals;
    @Inject Incidents incidents;

    private final Admin database = new Admin("health");

    @BeforeEach
    @AfterEach
    void nothingWasCounted() {
        database.execute("delete from usage_minute");
        // What other tests left down would explain what is missed here.
        incidents.open().forEach(it -> incidents.recovered(it.root()));
        await().atMost(PATIENCE)
                .until(() -> {
                    goals.round();
                    return own().isEmpty();
                });
    }

    @Test
    void goalsThatAreMissedAreOneIncidentThatEndsWithThem() {
        counted(10, 20);
        await().atMost(PATIENCE)
                .until(() -> {
                    goals.round();
                    return own().size() == 1;
                });
        var id = own().getFirst().id();
        counted(0, 20);
        goals.round();
        goals.round();
        assertEquals(1, own().size());
        assertEquals(id, own().getFirst().id());
        var said =
                incidents.timeline(id).stream()
                        .map(IncidentEntry::text)
                        .collect(Collectors.joining("\n"));
        assertTrue(said.contains("20 of 30 commands in the last hour failed"), said);
        database.execute("update usage_minute set done = done + failed, failed = 0");
        await().atMost(PATIENCE)
                .until(() -> {
                    goals.round();
                    return own().isEmpty();
                });
    }

    @Test
    void tooFewCommandsAreNoIncident() {
        counted(0, 19);
        goals.round();
        goals.round();
        assertEquals(List.of(), own());
    }

    private void counted(int done, int failed) {
        database.execute(
                """
                insert into usage_minute (guild_id, at, command, done, refused, failed, away, slow, latency)
                values (0, now() - interval '1 minute', 'pay', %d, 0, %d, 0, 0, '')
                """
                        .formatted(done, failed));
    }

    private List<Incident> own() {
        return incidents.open().stream()
                .filter(it -> it.root().equals(GoalWatch.COMMANDS))
                .toList();
    }
}
