package dev.holdfast.kit.coordination;

import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** One pair of connections, until either breaks. */
record RedisLine(
        StatefulRedisConnection<String, String> commands,
        StatefulRedisPubSubConnection<String, String> published)
        implements AutoCloseable {

    private static final Set<String> UNABLE =
            Set.of("OOM", "MISCONF", "NOAUTH", "WRONGPASS", "NOPERM", "MASTERDOWN");

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

    /** Both connections are heard from, in the command's time. */
    boolean answers() {
        try {
            commands.sync().ping();
            published.sync().ping();
            return true;
        } catch (RedisException away) {
            return false;
        }
    }

    /** Whether Redis cannot answer at present, rather than that it refuses this question. */
    static boolean isAway(RedisException failed) {
        return switch (failed) {
            case RedisLoadingException _, RedisReadOnlyException _, RedisBusyException _ -> true;
            case RedisCommandExecutionException refused ->
                    UNABLE.contains(String.valueOf(refused.getMessage()).split(" ", 2)[0]);
            case RedisException _ -> true;
        };
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
