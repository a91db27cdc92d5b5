package dev.holdfast.kit.coordination;

import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Locks among all instances of a service, in Redis. One that its holder does not release is free
 * after 5 s, when the gateway no longer waits for what its holder did. Safe for any thread.
 *
 * @see <a href="https://redis.io/docs/latest/commands/set/">SET, on locks</a>
 */
@Singleton
final class RedisLocks implements Locks {

    private static final Logger LOG = Logger.getLogger("holdfast.redis");
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final String SET = "OK";

    private final Redis redis;
    private final String prefix;
    private final LockStatistics statistics;
    private final LocalLockQueue turns = new LocalLockQueue();

    RedisLocks(
            Redis redis,
            @ConfigProperty(name = "quarkus.application.name") String service,
            MeterRegistry metrics) {
        this.redis = redis;
        this.prefix = "holdfast:lock:" + service + ":";
        this.statistics = new LockStatistics(metrics, "redis");
    }

    @Override
    public Taken take(Collection<LockKey> keys, Duration patience) {
        var sorted = keys.stream().distinct().sorted().toList();
        var attempt = new Attempt(sorted, System.nanoTime(), patience);
        var taken = attempt.make();
        statistics.waited(sorted.getFirst().kind(), attempt.began, attempt.contended, taken);
        return taken;
    }

    /** One who wants locks. */
    private final class Attempt {

        private final List<LockKey> keys;
        private final List<String> names;
        private final String token = token();
        private final long began;
        private final Duration patience;
        private boolean contended;

        Attempt(List<LockKey> keys, long began, Duration patience) {
            this.keys = keys;
            this.names = keys.stream().map(key -> prefix + key).toList();
            this.began = began;
            this.patience = patience;
        }

        Taken make() {
            try {
                contended = !turns.take(keys, Duration.ZERO);
                if (contended && !turns.take(keys, patience)) {
                    return new Taken.Busy(keys.getFirst());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Taken.Busy(keys.getFirst());
            }
            var taken = Optional.<Taken>empty();
            try {
                taken = Optional.of(inRedis());
                return taken.get();
            } finally {
                if (!(taken.orElse(null) instanceof Taken.Held)) {
                    turns.give(keys);
                }
            }
        }

        private Taken inRedis() {
            var backoff = new Backoff(patience.minusNanos(System.nanoTime() - began));
            try {
                var other = redis.ask(this::firstOfAnother, this::release);
                while (other.isPresent()) {
                    contended = true;
                    if (!backoff.again()) {
                        return new Taken.Busy(other.get());
                    }
                    other = redis.ask(this::firstOfAnother, this::release);
                }
                return new Taken.Held(new InRedis(keys, names, token));
            } catch (RedisUnavailable _) {
                return new Taken.Away();
            }
        }

        private void release(RedisAsyncCommands<String, String> commands) {
            RedisScript.RELEASE.send(commands, names, token);
        }

        /** Takes them all, or none and says which one is somebody else's. */
        private Optional<LockKey> firstOfAnother(RedisCommands<String, String> commands) {
            for (var each = 0; each < names.size(); each++) {
                var lease = SetArgs.Builder.nx().px(LEASE);
                if (!SET.equals(commands.set(names.get(each), token, lease))) {
                    if (each > 0) {
                        RedisScript.RELEASE.run(commands, names.subList(0, each), token);
                    }
                    return Optional.of(keys.get(each));
                }
            }
            return Optional.empty();
        }
    }

    /** Nobody guesses another's by accident; nobody has to be kept from guessing it. */
    private static String token() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** What this process holds in Redis. */
    private final class InRedis implements Lock {

        private final List<LockKey> keys;
        private final List<String> names;
        private final String token;
        private final long since = System.nanoTime();

        InRedis(List<LockKey> keys, List<String> names, String token) {
            this.keys = keys;
            this.names = names;
            this.token = token;
        }

        @Override
        public boolean extend(Duration time) {
            try {
                var millis = Long.toString(time.toMillis());
                return redis.ask(it -> RedisScript.EXTEND.run(it, names, token, millis))
                        == names.size();
            } catch (RedisUnavailable _) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                var released =
                        redis.ask(
                                it -> RedisScript.RELEASE.run(it, names, token),
                                it -> RedisScript.RELEASE.send(it, names, token));
                statistics.held(keys.getFirst().kind(), since, released < names.size());
            } catch (RedisUnavailable e) {
                LOG.debugf("%s is not released: %s", keys, e.getMessage());
            } finally {
                turns.give(keys);
            }
        }
    }
}
