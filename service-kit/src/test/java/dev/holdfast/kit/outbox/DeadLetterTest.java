package dev.holdfast.kit.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters, and what an operator does about them. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(GatewayStandIn.class)
class DeadLetterTest extends OutboxScene {

    private static final String EFFECT =
            """
            insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note,
                ordered_at, attempt, failures, ready_at, aside_at, aside_because)
            values (61, 1, '41', 'member:7', '{"kind":"give-role","user":"7","role":"3"}', 'bought', 'probe', '',
                now(), 10, 10, 'infinity', now(), 'planted')
            """;
    private static final String TIMER =
            """
            insert into timer (guild_id, user_id, operation, kind, subject, due_at, generation, payload,
                attempt, failures, ready_at, aside_at, aside_because)
            values (61, 1, '42', 'probe', '9', now(), 0, '', 8, 8, 'infinity', now(), 'planted too')
            """;

    @TestHTTPResource("/")
    URI service;

    private final ObjectMapper json = new ObjectMapper();
    private Caller operator;

    @BeforeEach
    void markDead() {
        operator = new Caller(service, "operator", "probe", HoldfastServers.SECRET);
        for (var table : List.of("timer", "audit")) {
            admin.execute("delete from %s where guild_id = 61".formatted(table));
        }
        admin.execute(EFFECT);
        admin.execute(TIMER);
    }

    @Test
    void isListedWithItsCause() throws Exception {
        assertEquals(
                List.of("effect member:7 41 planted", "timer probe 42 planted too"),
                listed().stream()
                        .map(it ->
                                "%s %s %s %s"
                                        .formatted(
                                                it.path("kind").asText(),
                                                it.path("what").asText(),
                                                it.path("operation").asText(),
                                                it.path("because").asText()))
                        .sorted()
                        .toList());
    }

    @Test
    void anEffectIsTriedAgainOnceAndTheGuildsAuditSaysByWhom() throws Exception {
        var effect = row("effect");
        var key = key();
        assertEquals(true, changed(GUILD, "effect", effect, "RETRY", key));
        awaitNothingLeft();
        assertEquals(1, gateway.orders().size());
        assertEquals(1, total());
        assertEquals(true, changed(GUILD, "effect", effect, "RETRY", key));
        assertEquals(false, changed(GUILD, "effect", effect, "RETRY", key()));
        assertEquals(
                1,
                admin.count(
                        """
                        select count(*) from audit where guild_id = 61 and action = 'dead-letter.retry'
                          and detail = '{"kind": "effect", "row": %d, "by": "root"}'
                        """
                                .formatted(effect)));
    }

    @Test
    void aTimerIsTriedAgain() throws Exception {
        assertEquals(true, changed(GUILD, "timer", row("timer"), "RETRY", key()));
        await().atMost(15, SECONDS)
                .until(() -> admin.count("select count(*) from timer where guild_id = 61") == 0);
    }

    @Test
    void whatIsDroppedIsGoneAndNobodyHearsOfIt() throws Exception {
        for (var kind : List.of("effect", "timer")) {
            assertEquals(true, changed(GUILD, kind, row(kind), "DROP", key()));
        }
        assertEquals(List.of(), listed());
        assertEquals(0, gateway.orders().size());
        assertEquals(0, total());
        assertEquals(
                2,
                admin.count(
                        "select count(*) from audit where guild_id = 61 and action = 'dead-letter.drop'"));
    }

    @Test
    void whatIsNotSetAsideOrIsAnotherGuildsIsLeftAlone() throws Exception {
        var effect = row("effect");
        assertEquals(false, changed(new GuildId(62), "effect", effect, "DROP", key()));
        assertEquals(false, changed(GUILD, "nothing", effect, "DROP", key()));
        admin.execute("update outbox set aside_at = null where guild_id = 61");
        assertEquals(false, changed(GUILD, "effect", effect, "DROP", key()));
        assertEquals(1, admin.count("select count(*) from outbox where guild_id = 61"));
        assertEquals(0, admin.count("select count(*) from audit where guild_id = 61"));
    }

    @Test
    void isForOperatorsOnly() throws Exception {
        var gatewayService = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
        assertEquals(403, gatewayService.get("/bot/dead-letters").status());
        assertEquals(403, gatewayService.post("/bot/dead-letters", "{}").status());
        assertEquals(400, operator.post("/bot/dead-letters", "{}").status());
    }

    private List<JsonNode> listed() throws Exception {
        var answer = operator.get("/bot/dead-letters");
        assertEquals(200, answer.status(), answer::body);
        return StreamSupport.stream(json.readTree(answer.body()).spliterator(), false)
                .filter(it -> it.path("guild").asText().equals("61"))
                .toList();
    }

    private long row(String kind) throws Exception {
        return listed().stream()
                .filter(it -> it.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow()
                .path("row")
                .asLong();
    }

    private boolean changed(GuildId guild, String kind, long row, String fate, String key)
            throws Exception {
        var decision =
                json.writeValueAsString(
                        Map.of(
                                "operation", key,
                                "kind", kind,
                                "guild", guild.toString(),
                                "row", row,
                                "fate", fate,
                                "by", "root"));
        var answer = operator.post("/bot/dead-letters", decision);
        assertEquals(200, answer.status(), answer::body);
        return json.readTree(answer.body()).path("changed").asBoolean();
    }

    private static String key() {
        return "dead-letter-test:" + Clock.systemUTC().instant();
    }
}
