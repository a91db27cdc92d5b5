package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A past fault: a PostgreSQL that is read-only, full or failing was taken for a bug: HTTP 500, and
 * the end of the thread that met it.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class StorageTest {

    private static final GuildId GUILD = new GuildId(44);

    @Inject UnitsOfWork work;
    @Inject WorkerConnection worker;
    @Inject @Wellness StorageHealth health;

    private final Admin admin = new Admin("probe");

    @BeforeEach
    void oneTally() {
        admin.execute("delete from tally where guild_id = 44");
        admin.execute("insert into tally (guild_id, user_id) values (44, 1)");
    }

    @Test
    void whatPassesIsTriedAgainOnAnotherConnectionUnderTheSameKey() {
        for (var state : new String[] {"25006", "53100", "53200", "58030", "58P01", "57P05"}) {
            var connections = new ArrayList<Long>();
            var outcome =
                    work.execute(
                            request(),
                            unit -> {
                                connections.add(
                                        unit.handle()
                                                .createQuery("select pg_backend_pid()")
                                                .mapTo(Long.class)
                                                .one());
                                add(unit);
                                if (connections.size() == 1) {
                                    unit.handle().execute(raising(state));
                                }
                                return Reply.say("added");
                            });
            assertEquals(new RequestOutcome.Done(Reply.say("added"), false), outcome, state);
            assertEquals(2, connections.size(), state);
            assertNotEquals(connections.get(0), connections.get(1), state);
        }
        assertEquals(6, admin.count("select total from tally where guild_id = 44"));
    }

    @Test
    void aReadOnlyServerIsUnavailableAndHealthSaysSoUntilSomethingWasWritten() {
        var request = request();
        var away =
                assertThrows(
                        Unavailable.class,
                        () ->
                                work.execute(
                                        request,
                                        unit -> {
                                            unit.handle().execute("set transaction read only");
                                            return add(unit);
                                        }));
        assertEquals("PostgreSQL is read-only", away.getMessage());
        var said = health.call();
        assertEquals(Status.DOWN, said.getStatus());
        assertEquals("PostgreSQL is read-only", said.getData().orElseThrow().get("why"));
        var outcome = work.execute(request, StorageTest::add);
        assertEquals(new RequestOutcome.Done(Reply.say("added"), false), outcome);
        assertEquals(Status.UP, health.call().getStatus());
        assertEquals(1, admin.count("select total from tally where guild_id = 44"));
    }

    @Test
    void theWorkerHearsThatItIsUnavailableAndNotOfABug() {
        var full =
                assertThrows(
                        Unavailable.class,
                        () -> worker.commit(handle -> handle.execute(raising("53100"))));
        assertEquals("PostgreSQL's disk is full", full.getMessage());
        assertThrows(
                Unavailable.class, () -> worker.commit(handle -> handle.execute(raising("57P04"))));
        var bug =
                assertThrows(
                        RuntimeException.class,
                        () -> worker.commit(handle -> handle.execute(raising("42P01"))));
        assertTrue(!(bug instanceof Unavailable), bug.toString());
        work.execute(request(), StorageTest::add);
    }

    private static Reply add(UnitOfWork unit) {
        unit.write(1, unit.handle().createUpdate("update tally set total = total + 1"));
        return Reply.say("added");
    }

    private static String raising(String state) {
        return "do $$ begin raise exception using errcode = '" + state + "'; end $$";
    }

    private static Request request() {
        return new Request(
                Asking.freshKey(), GUILD, new UserId(1), "storage", RequestHash.of("storage"));
    }
}
