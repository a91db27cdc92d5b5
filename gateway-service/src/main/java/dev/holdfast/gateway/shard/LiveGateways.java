package dev.holdfast.gateway.shard;

import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The bot's gateways: which are alive, and which died. Thread-safe. */
@Singleton
public final class LiveGateways {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");

    /** Redis's own clock says how long ago a sign was given. */
    private static final String SIGN =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('ZADD', KEYS[1], now, ARGV[1])
            if ARGV[3] == 'takes' then
                redis.call('ZADD', KEYS[2], now, ARGV[1])
            else
                redis.call('ZREM', KEYS[2], ARGV[1])
            end
            redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. (now - ARGV[2]))
            return redis.call('ZCARD', KEYS[2])
            """;

    private static final String SILENT =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. (now - ARGV[1]))
            """;

    private final Redis redis;
    private final ShardSettings settings;
    private final String alive;
    private final String taking;
    private final String id;

    LiveGateways(Redis redis, RedisNames names, ShardSettings settings) {
        this.redis = redis;
        this.settings = settings;
        this.alive = names.of("alive");
        this.taking = names.of("taking");
        this.id = host() + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Names this process among the gateways; another start is another gateway. */
    public String id() {
        return id;
    }

    /**
     * Gives a sign of life.
     *
     * @param takesShards whether it is to be counted among those that take shards
     * @return how many gateways take shards
     * @throws RedisUnavailable when nobody can know
     */
    public int sign(boolean takesShards) throws RedisUnavailable {
        var lease = Long.toString(settings.shardLease().toMillis());
        String[] keys = {alive, taking};
        var word = takesShards ? "takes" : "leaves";
        return redis.<Long>ask(commands ->
                        commands.eval(SIGN, ScriptOutputType.INTEGER, keys, id, lease, word))
                .intValue();
    }

    /** Those that fell silent for longer than a lease and may have left something undone. */
    public List<String> silent() throws RedisUnavailable {
        var lease = Long.toString(settings.shardLease().toMillis());
        String[] keys = {alive};
        return redis.ask(commands ->
                commands.<List<String>>eval(SILENT, ScriptOutputType.MULTI, keys, lease));
    }

    /** The sorted set of all gateways that may leave something undone, by their last signs. */
    public String alive() {
        return alive;
    }

    /** This gateway ends: others need not wait for its silence. */
    public void end() {
        try {
            redis.ask(commands -> commands.zadd(alive, 0, id));
        } catch (RedisUnavailable e) {
            LOG.debug("others will notice the end by silence", e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "gateway";
        }
    }
}
