package dev.holdfast.gateway.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.fleet.DeliveryKind;
import dev.holdfast.gateway.shard.LiveGateways;
import dev.holdfast.gateway.shard.RedisNames;
import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Records requests in Redis before they are forwarded, so that another gateway can finish them if
 * this one dies, and so that an event that arrives twice is answered once. Without Redis requests
 * go on without a record. Thread-safe.
 */
@Singleton
public final class PendingRequests {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** As long as an interaction can be answered. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Slow commands take longer, and another process may begin them anew. */
    private static final Duration FLIGHT = Duration.ofHours(24);

    private static final int MOST_UNFINISHED = 10_000;

    /** Whoever has a note is looked after, also one that fell silent and was forgotten. */
    private static final String LOOKED_AFTER =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZADD', KEYS[3], 'NX', now, ARGV[1])
            """;

    private static final String BEGIN =
            """
            if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[4]) then return 0 end
            redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
            redis.call('PEXPIRE', KEYS[2], ARGV[5])
            """
                    + LOOKED_AFTER
                    + "return 1";

    /** Whoever moves a note first has it; who left none is forgotten. */
    private static final String ADOPT =
            """
            local ids = redis.call('HKEYS', KEYS[1])
            if #ids == 0 then
                redis.call('ZREM', KEYS[3], ARGV[4])
                return {}
            end
            """
                    + LOOKED_AFTER
                    + """
                    local adopted = {}
                    for i = 1, math.min(#ids, tonumber(ARGV[3])) do
                        local note = redis.call('HGET', KEYS[1], ids[i])
                        redis.call('HSET', KEYS[2], ids[i], note)
                        redis.call('HDEL', KEYS[1], ids[i])
                        adopted[#adopted + 1] = note
                    end
                    redis.call('PEXPIRE', KEYS[2], ARGV[2])
                    return adopted
                    """;

    private final Redis redis;
    private final RedisNames names;
    private final LiveGateways gateways;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final RecentRequests recent = new RecentRequests();
    private final Map<String, Ack> unnoted = new ConcurrentHashMap<>();
    private final Map<String, PendingRequest> missing = new ConcurrentHashMap<>();
    private final Queue<PendingRequest> unfinished = new LinkedBlockingQueue<>(MOST_UNFINISHED);

    PendingRequests(
            Redis redis,
            RedisNames names,
            LiveGateways gateways,
            ObjectMapper json,
            MeterRegistry metrics) {
        this.redis = redis;
        this.names = names;
        this.gateways = gateways;
        this.json = json;
        this.metrics = metrics;
    }

    /** What came of noting something. */
    public enum Begun {
        NOTED,
        /** Redis is away; when this gateway dies before it is back, nobody else knows of it. */
        UNNOTED,
        /** It was told before, here or to another gateway, and is answered there. */
        BEFORE;

        /** Whether another gateway can have sent it on: without a note, nobody knows. */
        public DeliveryKind delivery() {
            return this == NOTED ? DeliveryKind.FIRST : DeliveryKind.REPEATED;
        }
    }

    /**
     * Notes it, before it is forwarded; or later, where Redis is away and it is not done by then.
     */
    public Begun begin(String kind, String id, JsonNode event) {
        var note = new PendingRequest(kind, id, event);
        var begun = recent.add(id) ? begin(note) : Begun.BEFORE;
        if (begun == Begun.UNNOTED && missing.size() < MOST_UNFINISHED) {
            missing.put(id, note);
        }
        metrics.counter("holdfast.gateway.notes", "outcome", begun.name().toLowerCase(Locale.ROOT))
                .increment();
        return begun;
    }

    private Begun begin(PendingRequest note) {
        String[] keys = {names.of("begun:" + note.id()), own(), gateways.alive()};
        var text = write(note);
        try {
            var isFirst =
                    redis.<Long>ask(commands ->
                            commands.eval(
                                    BEGIN,
                                    ScriptOutputType.INTEGER,
                                    keys,
                                    gateways.id(),
                                    note.id(),
                                    text,
                                    millis(LIFETIME),
                                    millis(FLIGHT)));
            return isFirst == 1 ? Begun.NOTED : Begun.BEFORE;
        } catch (RedisUnavailable e) {
            LOG.debugf(e, "%s goes on without a note", note);
            return Begun.UNNOTED;
        }
    }

    /** Notes what could not be noted when it began, as soon as Redis is back. */
    void catchUp() {
        for (var id : missing.keySet()) {
            var still =
                    missing.computeIfPresent(
                            id, (_, note) -> begin(note) == Begun.UNNOTED ? note : null);
            if (still != null) {
                return;
            }
        }
    }

    /**
     * Nobody brings it to an end any more, where it could not be noted.
     *
     * @return false where it is noted by now, and another gateway brings it to an end
     */
    public boolean forget(String id) {
        return missing.remove(id) != null;
    }

    /** Puts what was made of the event in its place, before that is forwarded. */
    public void refine(String kind, String id, JsonNode event) {
        var note = new PendingRequest(kind, id, event);
        missing.replace(id, note);
        var text = write(note);
        try {
            redis.ask(commands -> commands.hset(own(), id, text));
        } catch (RedisUnavailable e) {
            LOG.debugf(e, "%s goes on without what was made of it", id);
        }
    }

    /** It was answered. */
    public void done(String id) {
        missing.remove(id);
        release(id);
        try {
            redis.ask(commands -> commands.hdel(own(), id));
        } catch (RedisUnavailable e) {
            LOG.debugf(e, "%s stays noted; whoever replays it sees that it was answered", id);
        }
    }

    /**
     * Nobody knows whether it was answered: it is brought to an end a little later.
     *
     * @param ack of what could not be noted, kept until it is or has been brought to an end
     */
    public void again(String kind, String id, JsonNode event, Ack ack) {
        if (!ack.equals(Ack.NONE)) {
            unnoted.put(id, ack);
        }
        again(new PendingRequest(kind, id, event));
    }

    void again(PendingRequest note) {
        if (unnoted.containsKey(note.id()) && begin(note) != Begun.UNNOTED) {
            release(note.id());
        }
        if (!unfinished.offer(note)) {
            release(note.id());
            LOG.warnf("%s is not looked at again: too many are", note);
        }
    }

    private void release(String id) {
        var ack = unnoted.remove(id);
        if (ack != null) {
            ack.release();
        }
    }

    /** What this gateway is to bring to an end. */
    Queue<PendingRequest> unfinished() {
        return unfinished;
    }

    /**
     * Makes what a dead gateway left this one's, at most so many at once; none: it is forgotten.
     */
    List<PendingRequest> adopt(String gateway, int most) throws RedisUnavailable {
        String[] keys = {of(gateway), own(), gateways.alive()};
        var adopted =
                redis.ask(commands ->
                        commands.<List<String>>eval(
                                ADOPT,
                                ScriptOutputType.MULTI,
                                keys,
                                gateways.id(),
                                millis(FLIGHT),
                                Integer.toString(most),
                                gateway));
        var notes = new ArrayList<PendingRequest>();
        adopted.forEach(text -> read(text).ifPresent(notes::add));
        return notes;
    }

    private String own() {
        return of(gateways.id());
    }

    private String of(String gateway) {
        return names.of("flight:" + gateway);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private String write(PendingRequest note) {
        try {
            return json.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<PendingRequest> read(String text) {
        try {
            return Optional.of(json.readValue(text, PendingRequest.class));
        } catch (JsonProcessingException _) { // written by another build
            LOG.warn("a note of another build is not understood");
            return Optional.empty();
        }
    }
}
