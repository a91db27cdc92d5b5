package dev.holdfast.smoke.person;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.smoke.page.Owner;
import dev.holdfast.smoke.page.RunningStack;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code /mydata} and {@code /forgetme} on the real stack, whoever is killed meanwhile, and a row
 * that is put back by SQL.
 */
@Tag("chaos")
class PersonIT {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A gateway starts again and takes over what it had begun. */
    private static final Duration REPLAY = Duration.ofMinutes(2);

    /** What a gateway has claimed of the orders to forget is claimed again after two minutes. */
    private static final Duration LEASE_AND_MORE = Duration.ofSeconds(210);

    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final String SECRET = "a-secret-of-this-test-and-of-nobody-else";
    private static final String MILO = "milo";
    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
    private static final String EXPORTING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from claim kept%'";
    private static final String DATA = "Everything I keep about you";
    private static final String DONE = "I’ve forgotten you in the server";

    @TempDir Path data;

    @Test
    void givesOutAndForgetsAndForgetsAgainWhoIsPutBack() throws Exception {
        var ports = RunningStack.freePorts();
        var settings = Map.of("HOLDFAST_SECRET", SECRET);
        try (var stack = RunningStack.start(ROOT, data, ports, settings)) {
            var environment = RunningStack.environment(data, ports);
            var marina = new Owner(stack.page());
            await().atMost(PATIENCE).until(() -> marina.answers(MILO, "daily").contains("Daily"));
            await().atMost(PATIENCE).until(() -> marina.pays(5, MILO).has("interactionId"));
            var economy = economy(environment);
            var sql = sql(environment);

            exports(marina);
            exportsOnceThoughTheGatewayIsKilled(marina, sql, stack);
            var account = count(sql, accountOf(marina));
            forgetsThoughKilledMeanwhile(marina, sql, stack);
            assertEquals(0, count(sql, accountsOf(marina)));
            assertSound(sql, economy);

            putBack(sql, marina, account);
            assertTrue(economy.post("/bot/people/sweep", "").body().contains("rows"));
            assertEquals(0, count(sql, accountsOf(marina)));
            marina.answers(MILO, "daily");
            economy.post("/bot/people/sweep", "");
            assertEquals(1, count(sql, accountsOf(marina)));
            assertSound(sql, economy);

            forgetsThoughTheGatewayIsKilled(marina, sql, stack);
            assertEquals(0, count(sql, accountsOf(marina)));
            assertSound(sql, economy);
        }
    }

    private static void exports(Owner marina) throws Exception {
        var kept =
                await().atMost(PATIENCE)
                        .until(() -> marina.shown(MILO, "mydata"), it -> has(it, "file"));
        var here = marina.file(kept).path("kept").path("economy").path(marina.guild());
        assertTrue(
                here.path("ledger").path("member_account").path(0).has("balance"), here::toString);
        assertEquals("daily", here.path("earning").path("claim").path(0).path("kind").asText());
        marina.writes("!mydata");
        await().atMost(PATIENCE)
                .until(
                        () -> marina.reads(DATA),
                        all -> all.stream().anyMatch(it -> isDirect(it) && has(it, "file")));
    }

    private static boolean has(JsonNode message, String component) {
        return !message.path("components").findParents(component).isEmpty();
    }

    /** The other one is ephemeral. */
    private static boolean isDirect(JsonNode message) {
        return (message.path("flags").asInt() & 64) == 0;
    }

    /** It dies while economy-service gathers, which somebody's lock makes take its time. */
    private static void exportsOnceThoughTheGatewayIsKilled(
            Owner marina, Jdbi sql, RunningStack stack) throws Exception {
        var before = files(marina).size();
        try (var holding = sql.open()) {
            holding.begin();
            holding.execute("lock table economy.claim in access exclusive mode");
            var asked = marina.begins(MILO, "mydata");
            await().atMost(PATIENCE)
                    .until(() -> count(sql, EXPORTING) > 0 && marina.isTaken(asked));
            stack.kill("gateway-service");
            holding.rollback();
        }
        await().atMost(REPLAY).until(() -> files(marina).size() > before);
        await().during(A_WHILE).atMost(PATIENCE).until(() -> files(marina).size() == before + 1);
        var file = marina.file(files(marina).getLast());
        assertEquals(0, file.path("missing").size(), file::toString);
        var claims = file.path("kept").path("economy").path(marina.guild()).path("earning");
        assertEquals("daily", claims.path("claim").path(0).path("kind").asText());
    }

    /** What was sent to the person alone. */
    private static List<JsonNode> files(Owner marina) throws Exception {
        return marina.reads(DATA).stream().filter(it -> !isDirect(it) && has(it, "file")).toList();
    }

    /** It dies while economy-service forgets for it, and another claims the orders anew. */
    private static void forgetsThoughTheGatewayIsKilled(Owner marina, Jdbi sql, RunningStack stack)
            throws Exception {
        var before = marina.reads(DONE).size();
        try (var holding = sql.open()) {
            holding.begin();
            holding.execute(accountOf(marina) + " for update");
            orders(marina);
            await().atMost(PATIENCE).until(() -> count(sql, WAITING) > 0);
            stack.kill("gateway-service");
            holding.rollback();
        }
        await().atMost(LEASE_AND_MORE).until(() -> marina.reads(DONE).size() > before);
        await().during(A_WHILE)
                .atMost(PATIENCE)
                .until(() -> marina.reads(DONE).size() == before + 1);
    }

    /** economy-service dies while it forgets, which somebody's lock makes take its time. */
    private static void forgetsThoughKilledMeanwhile(Owner marina, Jdbi sql, RunningStack stack)
            throws Exception {
        try (var holding = sql.open()) {
            holding.begin();
            holding.execute(accountOf(marina) + " for update");
            orders(marina);
            await().atMost(PATIENCE).until(() -> count(sql, WAITING) > 0);
            stack.kill("economy-service");
            holding.rollback();
        }
        await().atMost(PATIENCE).until(() -> !marina.reads(DONE).isEmpty());
        assertEquals(1, marina.reads(DONE).size());
    }

    private static void orders(Owner marina) throws Exception {
        var card = marina.shown(MILO, "forgetme");
        var window = marina.presses(MILO, card, "Forget me …");
        marina.sends(MILO, window, "word", "forget me");
    }

    private static void assertSound(Jdbi sql, Caller economy) throws Exception {
        assertEquals(
                0,
                count(
                        sql,
                        "select count(*) from (select from economy.account group by guild_id having sum(balance) <> 0) x"));
        var checks = economy.get("/bot/checks?fresh=true").body();
        assertTrue(checks.contains("postings-sum-to-zero"), checks);
        assertFalse(checks.contains("\"passed\":false"), checks);
    }

    private static void putBack(Jdbi sql, Owner marina, long account) {
        sql.useHandle(handle -> {
            handle.execute(
                    "insert into economy.member_account values (?::bigint, ?::bigint, ?)",
                    marina.guild(),
                    marina.person(MILO),
                    account);
            handle.execute(
                    "insert into economy.claim values (?::bigint, ?::bigint, 'daily', 3, now() - interval '1 day')",
                    marina.guild(),
                    marina.person(MILO));
        });
        assertEquals(1, count(sql, accountsOf(marina)));
    }

    private static String accountsOf(Owner marina) {
        return "select count(*) from economy.member_account where user_id = " + marina.person(MILO);
    }

    private static String accountOf(Owner marina) {
        return "select account_id from economy.member_account where user_id = "
                + marina.person(MILO);
    }

    private static long count(Jdbi sql, String query) {
        return sql.withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private static Caller economy(Map<String, String> environment) {
        var service = URI.create("http://127.0.0.1:" + environment.get("HOLDFAST_ECONOMY_PORT"));
        return new Caller(service, "operator", "economy", SECRET);
    }

    private Jdbi sql(Map<String, String> environment) throws Exception {
        var port = environment.get("HOLDFAST_POSTGRES_PORT");
        var password = Files.readString(data.resolve("postgres/password")).strip();
        return Jdbi.create(
                "jdbc:postgresql://127.0.0.1:%s/holdfast".formatted(port), "postgres", password);
    }
}
