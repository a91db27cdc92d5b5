package dev.holdfast.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.Servers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The connection dies after PostgreSQL committed and before we hear of it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class UnknownCommitTest {

    @Inject DatabaseSettings settings;
    @Inject ObjectMapper json;
    @Inject DatabaseAddresses addresses;
    @Inject MeterRegistry metrics;

    @Test
    void isAskedForByItsKeyAndNotDoneAgain() throws Exception {
        cutAndAskAgain((work, request) -> work.execute(request, UnknownCommitTest::count));
    }

    @Test
    void ofAGroupIsAskedForByEachKeyAndNotDoneAgain() throws Exception {
        cutAndAskAgain((work, request) ->
                new RequestBatcher(work)
                        .execute(request, "one", (_, unit) -> List.of(count(unit))));
    }

    private static Reply count(UnitOfWork unit) {
        unit.write(1, unit.handle().createUpdate("update tally set total = total + 1"));
        return Reply.say("counted");
    }

    private void cutAndAskAgain(BiFunction<UnitsOfWork, Request, RequestOutcome> execute)
            throws Exception {
        var admin = new Admin("probe");
        admin.execute("delete from tally where guild_id = 43");
        admin.execute("insert into tally (guild_id, user_id) values (43, 1)");
        var proxy = new CuttingProxy(Servers.postgres().port());
        var database =
                new Database(
                        addresses.ofService().at(proxy.port()),
                        addresses.ofWorker(),
                        settings,
                        metrics);
        var work = new UnitsOfWork(new Transactions(database, settings, json), json);
        var request =
                new Request(
                        Asking.freshKey(),
                        new GuildId(43),
                        new UserId(1),
                        "unknown",
                        RequestHash.of("unknown"));
        proxy.cutNextCommit();

        var outcome = execute.apply(work, request);

        database.close();
        proxy.close();
        assertTrue(proxy.hasCut());
        assertEquals(new RequestOutcome.Done(Reply.say("counted"), true), outcome);
        assertEquals(1, admin.count("select total from tally where guild_id = 43"));
    }
}
