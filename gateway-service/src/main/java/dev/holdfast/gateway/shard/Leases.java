package dev.holdfast.gateway.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The leases by which gateways share shards, and beside each the session to resume. The leases are
 * advisory: two sessions of one shard do no harm, so a holder keeps its session while Redis is
 * away. Thread-safe.
 */
@Singleton
public final class Leases {

    /** How long Discord may keep a session that nobody is connected to. */
    private static final Duration SESSION = Duration.ofMinutes(5);

    /** A Redis that lost its memory is told again. */
    private static final String RENEW =
            """
            local holder = redis.call('GET', KEYS[1])
            if holder and holder ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            if ARGV[3] ~= '' then redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4]) end
            return 1
            """;

    private static final String RELEASE =
            """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            if ARGV[2] ~= '' then redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3]) end
            return redis.call('DEL', KEYS[1])
            """;

    /** Who holds shards says how many there are; who holds none follows. */
    private static final String AGREE =
            """
            local agreed = redis.call('GET', KEYS[1])
            if not agreed or (ARGV[3] == 'holds' and agreed == ARGV[1]) then
                redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
                return ARGV[1]
            end
            return agreed
            """;

    private final Redis redis;
    private final RedisNames names;
    private final LiveGateways gateways;
    private final ObjectMapper json;
    private final String leaseMillis;

    Leases(
            Redis redis,
            RedisNames names,
            LiveGateways gateways,
            ShardSettings settings,
            ObjectMapper json) {
        this.redis = redis;
        this.names = names;
        this.gateways = gateways;
        this.json = json;
        this.leaseMillis = Long.toString(settings.shardLease().toMillis());
    }

    /**
     * How many shards there are.
     *
     * @param proposed counts where nobody has agreed yet
     * @param holds whether this gateway holds shards of that count
     */
    public int agree(int proposed, boolean holds) throws RedisUnavailable {
        String[] keys = {names.of("shards")};
        var number = Integer.toString(proposed);
        var word = holds ? "holds" : "follows";
        var agreed =
                redis.<String>ask(commands ->
                        commands.eval(
                                AGREE, ScriptOutputType.VALUE, keys, number, leaseMillis, word));
        return Integer.parseInt(agreed);
    }

    /** Who holds which shard; shards that nobody holds are left out. */
    public Map<Integer, String> holders(int count) throws RedisUnavailable {
        var keys =
                IntStream.range(0, count)
                        .mapToObj(number -> lease(new Shard(number, count)))
                        .toArray(String[]::new);
        var values = redis.ask(commands -> commands.mget(keys));
        var holders = new HashMap<Integer, String>();
        for (var number = 0; number < count; number++) {
            if (values.get(number).hasValue()) {
                holders.put(number, values.get(number).getValue());
            }
        }
        return holders;
    }

    /** Takes the shard, where nobody holds it. */
    public boolean claim(Shard shard) throws RedisUnavailable {
        var once = SetArgs.Builder.nx().px(Long.parseLong(leaseMillis));
        var answer =
                redis.ask(commands ->
                        Optional.ofNullable(commands.set(lease(shard), gateways.id(), once)));
        return answer.isPresent();
    }

    /** The session of whoever held the shard last. */
    public Optional<ResumableSession> session(Shard shard) throws RedisUnavailable {
        return redis.ask(commands -> Optional.ofNullable(commands.get(session(names, shard))))
                .flatMap(this::read);
    }

    /** Keeps the shard for another while; false: somebody else holds it. */
    public boolean renew(Shard shard, Optional<ResumableSession> session) throws RedisUnavailable {
        return changed(RENEW, shard, gateways.id(), leaseMillis, write(session), sessionMillis());
    }

    /** Gives the shard up to whoever takes it; does nothing where somebody else holds it. */
    public void release(Shard shard, Optional<ResumableSession> session) throws RedisUnavailable {
        var _ = changed(RELEASE, shard, gateways.id(), write(session), sessionMillis());
    }

    private boolean changed(String script, Shard shard, String... values) throws RedisUnavailable {
        String[] keys = {lease(shard), session(names, shard)};
        return redis.<Long>ask(
                        commands -> commands.eval(script, ScriptOutputType.INTEGER, keys, values))
                == 1;
    }

    private String lease(Shard shard) {
        return names.of("shard:" + shard);
    }

    private static String session(RedisNames names, Shard shard) {
        return names.of("session:" + shard);
    }

    private static String sessionMillis() {
        return Long.toString(SESSION.toMillis());
    }

    private String write(Optional<ResumableSession> session) {
        try {
            return session.isEmpty() ? "" : json.writeValueAsString(session.get());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session that an unknown build noted is none. */
    private Optional<ResumableSession> read(String text) {
        try {
            return Optional.of(json.readValue(text, ResumableSession.class));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
