package dev.holdfast.kit.coordination;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** One pair of connections, until either breaks. */
record RedisConnection(
        StatefulRedisConnection<String, String> commands,
        StatefulRedisPubSubConnection<String, String> published)
        implements AutoCloseable {

    /** Answers of a Redis that cannot do now what it could at another time, or elsewhere. */
    private static final Set<String> UNABLE =
            Set.of(
                    "OOM",
                    "MISCONF",
                    "NOAUTH",
                    "WRONGPASS",
                    "NOPERM",
                    "MASTERDOWN",
                    "NOREPLICAS",
                    "LOADING",
                    "READONLY",
                    "BUSY",
                    "MOVED",
                    "ASK",
                    "TRYAGAIN",
                    "CLUSTERDOWN");

    /** How Redis 6 tells of an answer that a script got. */
    private static final Pattern IN_SCRIPT = Pattern.compile("^ERR .*script.*-([A-Z]+) ");

    private static final String POLICY = "maxmemory_policy:";
    private static final String PROBE = "holdfast:probe";
    private static final Duration PROBE_LIFETIME = Duration.ofSeconds(10);

    RedisCommands<String, String> sync() {
        return commands.sync();
    }

    RedisAsyncCommands<String, String> async() {
        return commands.async();
    }

    void subscribe(String channel) {
        var _ = published.async().subscribe(channel);
    }

    void unsubscribe(String channel) {
        var _ = published.async().unsubscribe(channel);
    }

    /**
     * Both connections are heard from, in the command's time, and what is written is taken.
     *
     * @return why not; empty where all is well
     */
    Optional<String> obstacle() {
        try {
            commands.sync().set(PROBE, "", SetArgs.Builder.px(PROBE_LIFETIME));
            published.sync().ping();
            return Optional.empty();
        } catch (RedisCommandExecutionException e) {
            return Optional.of("it answers " + word(e));
        } catch (RedisException _) {
            return Optional.of("it does not answer");
        }
    }

    /** What Redis says of the policy by which it evicts keys; empty where it does not say. */
    Optional<String> evictionPolicy() {
        try {
            return commands.sync()
                    .info("memory")
                    .lines()
                    .filter(line -> line.startsWith(POLICY))
                    .map(line -> line.substring(POLICY.length()).strip())
                    .findFirst();
        } catch (RedisException _) {
            return Optional.empty();
        }
    }

    /** Whether Redis cannot answer at present, rather than that it refuses this question. */
    static boolean isAway(RedisException failed) {
        return switch (failed) {
            case RedisLoadingException _, RedisReadOnlyException _, RedisBusyException _ -> true;
            case RedisCommandExecutionException refused -> UNABLE.contains(word(refused));
            case RedisException _ -> true;
        };
    }

    private static String word(RedisCommandExecutionException refused) {
        var message = String.valueOf(refused.getMessage());
        var inScript = IN_SCRIPT.matcher(message);
        return inScript.find() ? inScript.group(1) : message.split(" ", 2)[0];
    }

    void closeAfter(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        close();
    }

    @Override
    public void close() {
        var _ = commands.closeAsync();
        var _ = published.closeAsync();
    }
}
