package dev.holdfast.health.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.usage.ReceivedUsage.Command;
import dev.holdfast.health.usage.ReceivedUsage.Members;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Summaries as gateways send them. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class UsageOrderTest {

    private static final GuildId GUILD = new GuildId(900_100_200_300_400_500L);
    private static final GuildId OTHER = new GuildId(900_100_200_300_400_501L);
    private static final String DONE = "{\"kind\":\"done\"}";

    @Inject RollupJob rollup;
    @Inject PruneJob pruning;
    @Inject WholeBotStore everybody;

    @TestHTTPResource("/")
    URI service;

    private final Admin database = new Admin("health");
    private final Instant now = Clock.systemUTC().instant();
    private final Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    private Caller gateway;

    @BeforeEach
    void nothingIsCounted() {
        for (var table : List.of("usage_minute", "usage_period", "usage_members", "usage_server")) {
            database.execute("delete from " + table);
        }
        gateway = new Caller(service, "gateway", "health", HoldfastServers.SECRET);
    }

    @Test
    void aSummarySentTwiceIsCountedOnce() throws Exception {
        var order = order(summary(minute, 3));
        assertEquals(DONE, bring(order));
        assertEquals(DONE, bring(order));
        assertEquals(3, done("usage_minute", GUILD));
        assertEquals(3, done("usage_minute", OTHER));
        assertEquals(4, sum("joined", "usage_members", GUILD));
    }

    @Test
    void aSummarySentByManyAtOnceIsCountedOnce() throws Exception {
        var order = order(summary(minute, 3));
        Callable<Integer> sent =
                () -> gateway.post("/bot/orders?from=gateway", gateway.write(order)).status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(List.of(sent, sent, sent, sent))) {
                assertTrue(List.of(200, 409).contains(answer.get()));
            }
        }
        assertEquals(3, done("usage_minute", GUILD));
    }

    @Test
    void hoursAndDaysAreTheSumsHoweverOftenTheyAreRolledUp() throws Exception {
        var random = new Random(5);
        var expected = 0;
        for (var i = 0; i < 30; i++) {
            var many = 1 + random.nextInt(9);
            expected += many;
            bring(order(summary(minute.minus(Duration.ofMinutes(random.nextInt(600))), many)));
            if (i % 7 == 0) {
                roll();
            }
        }
        roll();
        roll();
        assertEquals(expected, done("usage_minute", GUILD));
        assertEquals(expected, period("hour", GUILD));
        assertEquals(expected, period("day", GUILD));
        assertEquals(expected, period("day", OTHER));
    }

    @Test
    void aLateSummaryIsAddedToItsDay() throws Exception {
        var late = minute.minus(Duration.ofDays(5));
        bring(order(summary(late, 2)));
        roll();
        bring(order(summary(late, 3)));
        roll();
        prune(now);
        assertEquals(0, done("usage_minute", GUILD), "minutes are kept two days");
        assertEquals(5, period("day", GUILD));
        assertEquals(5, period("hour", GUILD));
        assertEquals(10, sum("slow", "usage_period where span = 'day' and", GUILD));
    }

    @Test
    void whatIsNotRolledUpIsNotPruned() throws Exception {
        bring(order(summary(minute.minus(Duration.ofDays(5)), 2)));
        prune(now);
        roll();
        assertEquals(2, period("day", GUILD));
    }

    @Test
    void percentilesOfADayAreThoseOfItsMinutes() throws Exception {
        for (var i = 0; i < 10; i++) {
            bring(order(summary(minute, 1)));
            roll();
        }
        var bytes =
                database.list(
                        "select encode(latency, 'base64') from usage_period where span = 'day' and guild_id = "
                                + GUILD,
                        String.class);
        var latency = Latency.of(bytes.getFirst().replace("\n", ""));
        var seconds = latency.percentile(95).orElseThrow().toMillis() / 1_000.0;
        assertEquals(3, seconds, 0.06);
    }

    @Test
    void whatIsNotRolledUpYetIsShown() throws Exception {
        bring(order(summary(minute, 2)));
        roll();
        bring(order(summary(minute, 3)));
        var range = TimeRange.last(30, now);
        assertEquals(0, everybody.figures(range).all().all(), "guild 0 was sent none");
        var whole = new Command(GuildId.DIRECT, "pay", 7, 1, 0, 0, latency(Duration.ofSeconds(1)));
        bring(order(new ReceivedUsage(minute, List.of(whole), List.of())));
        assertEquals(8, everybody.figures(range).all().all());
        assertEquals(1, everybody.minutes(minute.minusSeconds(60)).size());
    }

    @Test
    void noUsageTableNamesAPerson() throws Exception {
        bring(order(summary(minute, 3)));
        roll();
        var columns =
                database.list(
                        """
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'health' and table_name like 'usage%'
                          and (column_name like '%user%' or column_name like '%member_id%')
                        """,
                        String.class);
        assertEquals(List.of(), columns);
        for (var table : List.of("usage_minute", "usage_period", "usage_members", "usage_server")) {
            var naming =
                    "select count(*) from %s t where t::text like '%%%s%%'"
                            .formatted(table, PERSON);
            assertEquals(0, database.count(naming), table);
        }
    }

    @Test
    void aWeekLaterOnlyTheNumberOfASketchStays() throws Exception {
        bring(order(summary(minute.minus(Duration.ofDays(9)), 1)));
        prune(now);
        assertEquals(
                0, database.count("select count(*) from usage_members where sketch is not null"));
        assertEquals(40, (double) sum("active", "usage_members", GUILD), 3);
    }

    @Test
    void hoursAndDaysEnd() throws Exception {
        bring(order(summary(minute.minus(Duration.ofDays(36)), 1)));
        bring(order(summary(minute.minus(Duration.ofDays(740)), 1)));
        roll();
        prune(now);
        assertEquals(0, period("hour", GUILD));
        assertEquals(1, period("day", GUILD));
    }

    @Test
    void whatCannotBeReadIsRefusedAndChangesNothing() throws Exception {
        for (var payload :
                List.of(
                        "{}",
                        "[]",
                        "{\"minute\":\"x\"}",
                        payload("\"done\":-1"),
                        payload("\"done\":1,\"latency\":\"AAAA\""),
                        payload("\"done\":1,\"path\":\"\""))) {
            var answer = bring(raw(payload));
            assertTrue(answer.startsWith("{\"kind\":\"refused\""), answer);
        }
        var foreign = gateway.write(order(summary(minute, 1)));
        var answer = gateway.post("/bot/orders?from=economy", foreign).body();
        assertTrue(answer.contains("Only gateways count commands"), answer);
        assertEquals(0, database.count("select count(*) from usage_minute"));
    }

    private static final String PERSON = "777888999000111222";

    private ReceivedUsage summary(Instant at, int done) {
        var commands = new ArrayList<Command>();
        var members = new ArrayList<Members>();
        var sketch = Base64.getEncoder().encodeToString(SketchReaderTest.entries(40, 3));
        for (var guild : List.of(GUILD, OTHER)) {
            var slow = latency(Duration.ofMillis(20), Duration.ofSeconds(3), Duration.ofSeconds(3));
            commands.add(new Command(guild, "pay", done, 1, 0, 0, done == 1 ? slow : many(done)));
            members.add(new Members(guild, 4, 1, sketch));
        }
        return new ReceivedUsage(at, commands, members);
    }

    /** So many answers, each of them slow twice over. */
    private static String many(int done) {
        var latency = new Latency();
        for (var i = 0; i < 2 * done; i++) {
            latency.add(Duration.ofSeconds(3));
        }
        return Base64.getEncoder().encodeToString(latency.encoded());
    }

    private static String latency(Duration... taken) {
        var latency = new Latency();
        for (var each : taken) {
            latency.add(each);
        }
        return Base64.getEncoder().encodeToString(latency.encoded());
    }

    private String payload(String command) {
        return """
        {"minute":"%s","commands":[{"guild":"1","path":"pay","refused":0,"failed":0,"away":0,"latency":"",%s}],"members":[]}
        """
                .strip()
                .formatted(minute, command);
    }

    private Order order(ReceivedUsage summary) {
        return raw(gateway.write(summary));
    }

    private Order raw(String payload) {
        return new Order(
                UUID.randomUUID().toString(),
                GuildId.DIRECT,
                new UserId(0),
                "usage",
                payload,
                now,
                null);
    }

    private String bring(Order order) throws Exception {
        return gateway.post("/bot/orders?from=gateway", gateway.write(order)).body();
    }

    private void roll() {
        rollup.run(now, Progress.ALONE);
    }

    private void prune(Instant at) {
        pruning.run(at, Progress.ALONE);
    }

    private long done(String table, GuildId guild) {
        return sum("done", table, guild);
    }

    private long period(String span, GuildId guild) {
        return sum("done", "usage_period where span = '%s' and".formatted(span), guild);
    }

    private long sum(String column, String table, GuildId guild) {
        var where = table.endsWith(" and") ? "" : " where";
        return database.count(
                "select coalesce(sum(%s), 0) from %s%s guild_id = %s"
                        .formatted(column, table, where, guild));
    }
}
