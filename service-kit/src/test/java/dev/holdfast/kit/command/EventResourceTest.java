package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.observe.TestTraces;
import dev.holdfast.kit.observe.TraceId;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventReceipt;
import dev.holdfast.kit.protocol.EventReceipt.Result;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.Collector;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class EventResourceTest {

    private static final GuildId GUILD = new GuildId(52);
    private static final GuildId OTHER = new GuildId(53);
    private static final UserId ADA = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final int POISON = 13;

    /** Of connections that are in the middle of something. */
    private static final String CUT =
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where usename = 'probe' and state <> 'idle' and xact_start is not null
            """;

    private static final AtomicLong SEQUENCE = new AtomicLong();

    @TestHTTPResource("/")
    URI service;

    @Inject ObjectMapper json;
    @Inject @All List<EventHandler> all;
    @Inject UnitsOfWork work;

    private final Admin admin = new Admin("probe");
    private Caller gateway;

    @BeforeEach
    void nothingCounted() {
        admin.execute("delete from tally where guild_id in (52, 53)");
        admin.execute("delete from audit where guild_id in (52, 53)");
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
    }

    @Test
    void handlesEachEventOnceHoweverOftenItIsTold() throws Exception {
        var batch = messages(GUILD, 250);
        tellUntilHandled(batch);
        tellUntilHandled(batch);
        var newer = new ArrayList<>(batch.subList(200, 250));
        newer.addAll(messages(GUILD, 10));
        tellUntilHandled(newer);
        assertEquals(260, counted(GUILD));
    }

    /** As the gateway does: what was not begun within three seconds is told again. */
    private void tellUntilHandled(List<EventEnvelope> batch) throws Exception {
        var left = batch;
        for (var round = 0; !left.isEmpty() && round < 20; round++) {
            var results = results(left);
            assertTrue(
                    Set.of(Result.HANDLED, Result.AGAIN).containsAll(results), results::toString);
            var handled = results.indexOf(Result.AGAIN);
            left = handled < 0 ? List.of() : left.subList(handled, left.size());
        }
        assertEquals(List.of(), left);
    }

    @Test
    void eachEventIsATraceOfItsOwnAndLinkedToTheBatchThatItCameIn() throws Exception {
        var batch = messages(GUILD, 3);
        try (var collector = new Collector()) {
            var traces = TestTraces.to(collector);
            var handlers = new EventHandlers(all, work, traces, new SimpleMeterRegistry());
            try (var _ = traces.together("events", batch.size(), null)) {
                handlers.take(new EventBatch(batch));
            }
            TestTraces.send(traces);
            var events = spans("events", collector).getFirst();
            var told = spans("message-posted", collector);
            assertEquals(
                    batch.stream().map(note -> TraceId.of(note.key()).hex()).toList(),
                    told.stream().map(Collector.Span::trace).toList());
            var together = spans("unit of work", collector).getFirst();
            assertEquals(events.id(), together.parent());
            for (var each : told) {
                assertEquals(List.of(together.id()), each.links());
            }
        }
    }

    private static List<Collector.Span> spans(String name, Collector collector) {
        return collector.spans().stream().filter(span -> span.name().equals(name)).toList();
    }

    @Test
    void handlesEachEventOnceWhenABatchIsToldByManyAtTheSameTime() throws Exception {
        var batch = messages(GUILD, 100);
        var callers = Collections.nCopies(6, (Callable<List<Result>>) () -> results(batch));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(callers);
        }
        tellUntilHandled(batch);
        assertEquals(100, counted(GUILD));
    }

    @Test
    void handlesEachEventOnceThoughItsConnectionsAreCutInMidBatch() throws Exception {
        var all = messages(GUILD, 400);
        var left = new ArrayList<>(all);
        var cuts = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; !left.isEmpty() && round < 50; round++) {
                var told = List.copyOf(left.subList(0, Math.min(100, left.size())));
                var answer = threads.submit(() -> results(told));
                while (cuts < 12 && !answer.isDone()) {
                    cuts += (int) admin.count(CUT);
                }
                var results = answer.get();
                for (var each = 0; each < told.size(); each++) {
                    if (results.get(each) == Result.HANDLED) {
                        left.remove(told.get(each));
                    }
                }
            }
        }
        assertTrue(cuts > 0, "no connection was cut");
        assertEquals(List.of(), left);
        tellUntilHandled(all);
        assertEquals(400, counted(GUILD));
    }

    @Test
    void doesWhatIsDoneForAnEventInItsOwnNameThoughSeveralShareATransaction() throws Exception {
        var adas = left(ADA);
        var bobs = left(BOB);
        assertEquals(Collections.nCopies(2, Result.HANDLED), results(List.of(adas, bobs)));
        assertEquals(
                List.of("1 " + adas.key(), "2 " + bobs.key()),
                admin.list(
                        "select user_id || ' ' || operation from audit where guild_id = 52 order by user_id",
                        String.class));
        assertEquals(1, admin.count("select count(distinct at) from audit where guild_id = 52"));
    }

    @Test
    void setsAPoisonEventAsideAndHandlesTheOthers() throws Exception {
        var batch = messages(GUILD, 3);
        batch.add(1, posted(GUILD, POISON));
        batch.addAll(messages(OTHER, 2));
        var expected = new ArrayList<>(Collections.nCopies(6, Result.HANDLED));
        expected.set(1, Result.REFUSED);
        assertEquals(expected, results(batch));
        assertEquals(3, counted(GUILD));
        assertEquals(2, counted(OTHER));
    }

    @Test
    void whatOneFeatureFailsAtIsRefusedByThatFeatureAloneAndOnceMended() throws Exception {
        var event = posted(GUILD, POISON);
        var batch = messages(GUILD, 2);
        batch.add(1, event);
        var refused = new EventReceipt(event.key(), Result.REFUSED, List.of("probe"));
        assertEquals(refused, receipts(batch).get(1));
        assertEquals(2, counted(GUILD));
        assertEquals(3, seen());
        assertEquals(List.of(refused), receipts(List.of(event)));
        assertEquals(List.of(refused), receipts(List.of(event.only(List.of("probe")))));
        var mended =
                new EventEnvelope(event.key(), GUILD, event(new MessageId(7), 5), List.of("probe"));
        for (var time = 0; time < 2; time++) {
            assertEquals(
                    List.of(new EventReceipt(event.key(), Result.HANDLED)),
                    receipts(List.of(mended)));
        }
        assertEquals(3, counted(GUILD));
        assertEquals(3, seen());
    }

    @Test
    void refusesWhatIsTooOldToBeKnown() throws Exception {
        var old = Clock.systemUTC().instant().minus(Duration.ofDays(9));
        assertEquals(List.of(Result.REFUSED), results(List.of(posted(GUILD, old, 1))));
        assertEquals(0, counted(GUILD));
    }

    @Test
    void asksForAGuildsEventsAgainInOrderWhileItIsBeingRestored() throws Exception {
        var batch = messages(GUILD, 5);
        batch.addAll(messages(OTHER, 1));
        var expected = new ArrayList<>(Collections.nCopies(5, Result.AGAIN));
        expected.add(Result.HANDLED);
        var meanwhile = new ArrayList<Result>();
        admin.holding("select pg_advisory_xact_lock(52)", () -> meanwhile.addAll(results(batch)));
        assertEquals(expected, meanwhile);
        assertEquals(Collections.nCopies(6, Result.HANDLED), results(batch));
        assertEquals(5, counted(GUILD));
    }

    @Test
    void answersNobodyWithoutItsKeyAndNothingMalformed() throws Exception {
        var body = gateway.write(new EventBatch(messages(GUILD, 1)));
        var stranger = new Caller(service, "roles", "economy", HoldfastServers.SECRET);
        assertEquals(401, stranger.post("/bot/events", body).status());
        assertEquals(400, gateway.post("/bot/events", "{\"events\":[]}").status());
        var unknown = body.replace("message-posted", "message-eaten");
        assertEquals(400, gateway.post("/bot/events", unknown).status());
        assertEquals(0, counted(GUILD));
    }

    @Test
    void publishesWhatItWantsToBeToldOf() throws Exception {
        var manifest = json.readTree(gateway.get("/bot/manifest").body());
        assertEquals("[\"message-posted\",\"member-left\"]", manifest.path("events").toString());
    }

    private List<Result> results(List<EventEnvelope> notes)
            throws IOException, InterruptedException {
        return receipts(notes).stream().map(EventReceipt::result).toList();
    }

    private List<EventReceipt> receipts(List<EventEnvelope> notes)
            throws IOException, InterruptedException {
        var answer = gateway.post("/bot/events", gateway.write(new EventBatch(notes)));
        assertEquals(200, answer.status(), answer.body());
        var receipts = json.readValue(answer.body(), new TypeReference<List<EventReceipt>>() {});
        assertEquals(
                notes.stream().map(EventEnvelope::key).toList(),
                receipts.stream().map(EventReceipt::key).toList());
        return receipts;
    }

    private static List<EventEnvelope> messages(GuildId guild, int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(_ -> posted(guild, 5)).toList());
    }

    private static EventEnvelope posted(GuildId guild, int length) {
        return posted(guild, Clock.systemUTC().instant(), length);
    }

    private static EventEnvelope left(UserId user) {
        var key = OperationKey.of("member-left-" + user + ":" + Clock.systemUTC().instant());
        return new EventEnvelope(key, GUILD, new MemberEvent.MemberLeft(user));
    }

    private static EventEnvelope posted(GuildId guild, Instant at, int length) {
        var message = new MessageId(Snowflake.at(at, SEQUENCE.incrementAndGet()));
        var key =
                OperationKey.of(
                        "message-posted-" + message + ":" + Snowflake.instant(message.value()));
        return new EventEnvelope(key, guild, event(message, length));
    }

    private static MessageEvent.MessagePosted event(MessageId message, int length) {
        return new MessageEvent.MessagePosted(
                ADA, new ChannelId(7), message, List.of(), length, 0, null, null);
    }

    private long seen() {
        return admin.count("select count(*) from audit where guild_id = 52 and action = 'seen'");
    }

    private long counted(GuildId guild) {
        return admin.count(
                "select coalesce(sum(total), 0)::bigint from tally where guild_id = " + guild);
    }
}
