package dev.holdfast.kit.coordination;

import dev.holdfast.kit.loop.BackgroundTask;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.lettuce.core.FlushMode;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The process's only access to Redis. A command takes at most 250 ms. While Redis does not answer,
 * every call fails at once, and a background thread reconnects. Thread-safe.
 */
@Singleton
public final class Redis {

    /** The longest that one command takes. */
    public static final Duration PATIENCE = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger("holdfast.redis");
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(10);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** Whoever still waits on a connection that is given up has sent its undo by then. */
    private static final Duration FAREWELL = PATIENCE.multipliedBy(2);

    private static final String NOT_REACHED = "it is not reached";
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final RedisConnector lines;
    private final Subscriptions subscriptions = new Subscriptions();
    private final CountDownLatch tried = new CountDownLatch(1);
    private final PollingLoop keeper;
    private volatile @Nullable RedisConnection line;
    private volatile boolean answers;
    private volatile Optional<String> obstacle = Optional.of(NOT_REACHED);
    private boolean policySaid;
    private Optional<Boolean> said = Optional.empty();

    @Inject
    Redis(RedisSettings settings, MeterRegistry metrics, PollingLoops loops) {
        this(RedisAddress.parse(settings.url().orElseThrow()), metrics, loops);
    }

    /** Outside a service, with loops of its own. */
    Redis(RedisAddress address, MeterRegistry metrics) {
        this(address, metrics, new PollingLoops(metrics, Clock.systemUTC()));
    }

    private Redis(RedisAddress address, MeterRegistry metrics, PollingLoops loops) {
        this.lines = new RedisConnector(address, PATIENCE);
        this.keeper = loops.loop("redis", BEAT, this::keep);
        Gauge.builder("holdfast.redis.answers", this, it -> it.answers ? 1 : 0).register(metrics);
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        keeper.start();
    }

    /** Why it counts as away; empty where it answers. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** Whether it answered last. */
    public boolean answers() {
        return answers;
    }

    /**
     * Asks Redis.
     *
     * @param question one command or a few; the first that gets no answer ends it
     * @throws RedisUnavailable when there is no answer within 250 ms, at once while Redis is known
     *     to be away; what was asked may have been done
     */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) throws RedisUnavailable {
        return ask(question, _ -> {});
    }

    /**
     * Asks Redis.
     *
     * @param undo sent behind a question that got no answer, on the same connection: a Redis that
     *     comes to it late comes to both
     */
    <T> T ask(
            Function<RedisCommands<String, String>, T> question,
            Consumer<RedisAsyncCommands<String, String>> undo)
            throws RedisUnavailable {
        var asked = open();
        try {
            return question.apply(asked.sync());
        } catch (RedisCommandInterruptedException e) {
            undo.accept(asked.async());
            Thread.currentThread().interrupt();
            throw new RedisUnavailable("interrupted while Redis was asked", e);
        } catch (RedisException e) {
            if (!RedisConnection.isAway(e)) {
                throw e;
            }
            undo.accept(asked.async());
            doubt();
            throw new RedisUnavailable("Redis did not answer", e);
        }
    }

    /**
     * Empties it: once the database was put back, nothing that it holds is true any more. For a
     * process that was not started, too.
     *
     * @throws RedisUnavailable when it did not answer for 10 s
     */
    public void flush() throws RedisUnavailable {
        start();
        var began = System.nanoTime();
        while (true) {
            try {
                ask(commands -> commands.flushdb(FlushMode.ASYNC));
                return;
            } catch (RedisUnavailable e) {
                if (Thread.currentThread().isInterrupted()
                        || System.nanoTime() - began > FLUSH_PATIENCE.toNanos()) {
                    throw e;
                }
                LockSupport.parkNanos(BEAT.toNanos());
            }
        }
    }

    /**
     * Hears what is published to a channel from now on. What is published while Redis is away is
     * lost: a message is a hint, never the only news of something.
     *
     * @param listener is given the message on a thread that others need: it returns at once
     */
    public Subscription subscribe(String channel, Consumer<String> listener) {
        return subscriptions.add(channel, listener);
    }

    /** Until closed, its listener hears. */
    public interface Subscription extends AutoCloseable {

        @Override
        void close();
    }

    private RedisConnection open() throws RedisUnavailable {
        awaitFirstAttempt();
        var open = line;
        if (open == null || !answers) {
            throw new RedisUnavailable("Redis is away");
        }
        return open;
    }

    /** Who comes in the first moments of the process need not be told that Redis is away. */
    private void awaitFirstAttempt() throws RedisUnavailable {
        try {
            if (tried.getCount() > 0 && !tried.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RedisUnavailable("Redis does not answer yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailable("interrupted while Redis was connected to", e);
        }
    }

    /** Whoever comes next is refused until the keeper has had an answer. */
    private void doubt() {
        answers = false;
        keeper.nudge();
    }

    private Duration keep() {
        var open = line;
        var why = open == null ? Optional.of(NOT_REACHED) : open.obstacle();
        if (why.isPresent()) {
            why = connect();
        }
        obstacle = why;
        answers = why.isEmpty();
        tried.countDown();
        if (!said.equals(Optional.of(answers))) {
            said = Optional.of(say(answers));
        }
        // One that refuses is asked less often than one that may be back at any moment.
        return answers || line != null ? BEAT : BETWEEN_ATTEMPTS;
    }

    /** Connects anew; why that was in vain, or empty. */
    private Optional<String> connect() {
        var old = line;
        line = null;
        if (old != null) {
            BackgroundTask.start("redis-farewell", () -> old.closeAfter(FAREWELL));
        }
        try {
            var fresh = lines.connect(subscriptions::hear);
            subscriptions.on(fresh);
            line = fresh;
            var why = fresh.obstacle();
            if (why.isEmpty() && !policySaid) {
                policySaid = true;
                EvictionPolicyCheck.say(lines.toString(), fresh.evictionPolicy());
            }
            return why;
        } catch (RuntimeException e) {
            LOG.debugf("Redis at %s: %s", lines, e.getMessage());
            return Optional.of(NOT_REACHED);
        }
    }

    private boolean say(boolean now) {
        LOG.logf(
                now ? Logger.Level.INFO : Logger.Level.WARN,
                now ? "Redis at %s answers" : "Redis at %s is away; going on without%s",
                lines,
                obstacle.map(" (%s)"::formatted).orElse(""));
        return now;
    }

    @PreDestroy
    void close() {
        keeper.close();
        lines.close();
    }
}
