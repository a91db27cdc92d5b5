package dev.holdfast.gateway.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator decides about single events that a service refused; there is no such service. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class DeadEventQueueTest {

    @TestHTTPResource("/")
    URI gateway;

    private final Admin database = new Admin("gateway");
    private final ObjectMapper json = new ObjectMapper();
    private Caller operator;

    @BeforeEach
    void twoWereRefused() {
        operator = new Caller(gateway, "operator", "gateway", HoldfastServers.SECRET);
        database.execute(
                """
                insert into refused_event (guild_id, service, key, note, because)
                select 67, 'tavern', key, '{}', 'planted' from unnest(array['1', '2']) as key
                """);
    }

    @AfterEach
    void nothingIsLeft() {
        for (var table : List.of("refused_event", "parked_event", "parked_lane")) {
            database.execute("delete from %s where service = 'tavern'".formatted(table));
        }
    }

    @Test
    void oneIsToldAgainBehindWhatWaitsAndTheOtherStays() throws Exception {
        assertEquals(true, changed("RETRY"));
        assertEquals("1", key("parked_event"));
        assertEquals("2", key("refused_event"));
        assertEquals(
                1, database.count("select count(*) from parked_lane where service = 'tavern'"));
        assertEquals(1, audited("dead-letter.retry"));
    }

    @Test
    void oneIsDroppedAndTheOtherStays() throws Exception {
        assertEquals(true, changed("DROP"));
        assertEquals(0, database.count("select count(*) from parked_event where guild_id = 67"));
        assertEquals("2", key("refused_event"));
        assertEquals(1, audited("dead-letter.drop"));
    }

    private boolean changed(String fate) throws Exception {
        var answer = operator.post("/bot/dead-letters", json.writeValueAsString(decision(fate)));
        assertEquals(200, answer.status(), answer::body);
        return json.readTree(answer.body()).path("changed").asBoolean();
    }

    private Map<String, Object> decision(String fate) throws Exception {
        var row = listed("1").path("row").asLong();
        var key =
                "dead-letter-test-%s:%s"
                        .formatted(fate.toLowerCase(Locale.ROOT), Clock.systemUTC().instant());
        return Map.of(
                "operation",
                key,
                "kind",
                "event",
                "guild",
                "67",
                "row",
                row,
                "fate",
                fate,
                "by",
                "root");
    }

    private JsonNode listed(String key) throws Exception {
        var all = json.readTree(operator.get("/bot/dead-letters").body());
        return StreamSupport.stream(all.spliterator(), false)
                .filter(it -> it.path("what").asText().equals("tavern"))
                .filter(it -> it.path("operation").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String key(String table) {
        return Long.toString(
                database.count(
                        "select key::bigint from %s where service = 'tavern'".formatted(table)));
    }

    private long audited(String action) {
        return database.count(
                "select count(*) from audit where guild_id = 67 and action = '%s'"
                        .formatted(action));
    }
}
