package dev.holdfast.gateway.discord;

import dev.holdfast.gateway.shard.LiveGateways;
import dev.holdfast.gateway.shard.RedisNames;
import dev.holdfast.gateway.shard.Shard;
import dev.holdfast.kit.coordination.Redis;
import dev.holdfast.kit.coordination.RedisUnavailable;
import io.lettuce.core.SetArgs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Discord's limits on beginning a session, which all gateways of a bot keep together: one in five
 * seconds for each group of shards, and so many in a day, beyond which Discord resets the token.
 * Safe for any thread.
 *
 * @see <a href="https://discord.com/developers/docs/events/gateway#rate-limiting">Discord: sharding
 *     and rate limits</a>
 */
@Singleton
final class IdentifyLimit {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");

    /** Discord's five seconds, and what one handshake may take longer than another. */
    private static final Duration APART = Duration.ofMillis(5_500);

    private static final Duration LATELY = Duration.ofMinutes(1);
    private static final int PLENTY = 100;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

    private final DiscordRest rest;
    private final Redis redis;
    private final RedisNames names;
    private final LiveGateways gateways;
    private final Map<Integer, Long> ownTurns = new ConcurrentHashMap<>();
    private volatile @Nullable String obstacle;
    private volatile @Nullable Learned learned;

    /** What Discord said, and when on the monotonic clock. */
    private record Learned(SessionStart start, long nanos) {}

    IdentifyLimit(DiscordRest rest, Redis redis, RedisNames names, LiveGateways gateways) {
        this.rest = rest;
        this.redis = redis;
        this.names = names;
        this.gateways = gateways;
    }

    /** Why no session may begin for a longer while, in the operator's words. */
    Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /**
     * Waits until the shard may begin a session.
     *
     * @param ending counted down when it is no longer wanted
     * @throws InterruptedException then
     */
    void await(Shard shard, CountDownLatch ending) throws InterruptedException {
        var start = untilSomeAreLeft(ending);
        var group = shard.number() % start.atOnce();
        for (var wait = turn(group); wait.isPositive(); wait = turn(group)) {
            pause(wait, ending);
        }
    }

    /** A Discord that does not say is taken at its strictest. */
    private SessionStart untilSomeAreLeft(CountDownLatch ending) throws InterruptedException {
        while (true) {
            var start = known();
            if (start.remaining() > 0) {
                obstacle = null;
                return start;
            }
            var word =
                    "Discord lets this bot begin no session for another %d minutes: those of today are used up."
                            .formatted(start.resetAfter().toMinutes() + 1);
            LOG.error(word + " Look in discord.log for what makes it connect so often.");
            obstacle = word;
            var wait = start.resetAfter();
            pause(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT, ending);
        }
    }

    /** What Discord said lately, where that was far from the limit; else what it says now. */
    private SessionStart known() {
        var before = learned;
        if (before != null
                && before.start().remaining() > PLENTY
                && System.nanoTime() - before.nanos() < LATELY.toNanos()) {
            return before.start();
        }
        if (rest.send(RestCall.get("/gateway/bot")) instanceof RestAnswer.Done(var body)) {
            var start = SessionStart.of(body);
            learn(start);
            return start;
        }
        return new SessionStart(1, 1, Duration.ZERO, 1);
    }

    /** Discord has just said so. */
    void learn(SessionStart start) {
        learned = new Learned(start, System.nanoTime());
    }

    /** Takes the group's turn; or says how long it is not free. */
    private Duration turn(int group) {
        var name = names.of("identify:" + group);
        var once = SetArgs.Builder.nx().px(APART);
        try {
            return redis.ask(commands ->
                    commands.set(name, gateways.id(), once) != null
                            ? Duration.ZERO
                            : Duration.ofMillis(Math.max(1, commands.pttl(name))));
        } catch (RedisUnavailable _) {
            return ownTurn(group);
        }
    }

    /** Without Redis each gateway keeps the limit by itself. */
    private Duration ownTurn(int group) {
        var now = System.nanoTime();
        var free = ownTurns.merge(group, now, (before, _) -> before);
        if (free - now > 0) {
            return Duration.ofNanos(free - now);
        }
        ownTurns.put(group, now + APART.toNanos());
        return Duration.ZERO;
    }

    private static void pause(Duration wait, CountDownLatch ending) throws InterruptedException {
        var millis = Math.max(SHORTEST_WAIT.toMillis(), wait.toMillis());
        if (ending.await(millis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the connection is no longer wanted");
        }
    }
}
