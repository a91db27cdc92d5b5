package dev.holdfast.gateway.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that wait; there is no such service. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class EventChecksTest {

    private static final GuildId GUILD = new GuildId(68);

    @Inject @All List<IntegrityCheck> checks;
    @Inject UnitsOfWork units;
    @Inject ObjectMapper json;

    private final Admin database = new Admin("gateway");

    @AfterEach
    void nothingIsLeft() {
        for (var table : List.of("refused_event", "parked_event")) {
            database.execute("delete from %s where guild_id = %s".formatted(table, GUILD));
        }
    }

    @Test
    void anEventThatWaitsForAMomentIsNoFault() throws Exception {
        park(envelope(), "now()");
        assertEquals("", broken());
    }

    @Test
    void anEventThatWaitsTooLongIsNamed() throws Exception {
        park(envelope(), "now() - interval '31 min'");
        assertTrue(
                broken().matches(
                                "parked-events-are-delivered: 1 events: event \\d+ for tavern waits since 20.*Z\n"),
                broken());
    }

    @Test
    void anEventThatNobodyCanReadIsNamed() {
        park("{\"what\": 1}", "now()");
        assertTrue(
                broken().matches(
                                "parked-events-can-be-read: 1 of 1 events cannot be read: event \\d+\n"),
                broken());
    }

    @Test
    void anEventThatItsServiceRefusedIsNamed() {
        database.execute(
                "insert into refused_event (guild_id, service, key, note, because) values (%s, 'tavern', '1', '{}', 'x')"
                        .formatted(GUILD));
        assertTrue(
                broken().matches(
                                "no-refused-event: 1 events: event \\d+ was refused by tavern at 20.*Z\n"),
                broken());
    }

    private String envelope() throws Exception {
        return json.writeValueAsString(
                new EventEnvelope(
                        OperationKey.of("parked:2026-12-01T00:00:00Z"),
                        GUILD,
                        new GuildEvent.RoleDeleted(new RoleId(5))));
    }

    private void park(String note, String at) {
        database.execute(
                "insert into parked_event (guild_id, service, key, note, parked_at) values (%s, 'tavern', '1', '%s', %s)"
                        .formatted(GUILD, note, at));
    }

    private String broken() {
        var broken = new StringBuilder();
        for (var check : checks) {
            if (units.read(GUILD, new UserId(1), check::check)
                    instanceof Finding.Broken(var detail)) {
                broken.append(check.name()).append(": ").append(detail).append('\n');
            }
        }
        return broken.toString();
    }
}
