package dev.holdfast.gateway.discord;

import dev.holdfast.gateway.shard.ResumableSession;
import dev.holdfast.gateway.shard.Shard;
import dev.holdfast.kit.loop.BackgroundTask;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.javacord.core.util.concurrent.ThreadPoolImpl;
import org.javacord.core.util.gateway.DiscordWebSocketAdapter;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One shard's connection to Discord, however often it breaks. Safe for any thread. */
final class ShardConnection {

    private static final Logger LOG = Logger.getLogger("holdfast.discord");
    private static final int LONGEST_PAUSE_SECONDS = 30;
    private static final int YIELDING_SECONDS = 15;
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Login login;
    private final Shard shard;
    private final FrameReader frames;
    private final ConnectionLiveness pulse;
    private final AtomicReference<ResumableSession> earlier;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final JavacordApi javacord;
    private final Thread opening;
    private final AtomicReference<Optional<ResumableSession>> looked =
            new AtomicReference<>(Optional.empty());
    private volatile @Nullable GatewaySocket socket;
    private volatile long renewed;

    /**
     * Connects in the background.
     *
     * @param session to go on with, where another gateway held the shard before
     */
    ShardConnection(
            Login login,
            Shard shard,
            FrameReader frames,
            ConnectionLiveness pulse,
            Optional<ResumableSession> session) {
        this.login = login;
        this.shard = shard;
        this.frames = frames;
        this.pulse = pulse;
        this.earlier = new AtomicReference<>(session.orElse(null));
        this.renewed = System.nanoTime();
        this.javacord =
                new JavacordApi(
                        login.token(),
                        login.intents(),
                        shard,
                        login.gateway(),
                        this::mayConnect,
                        this::pauseSeconds);
        this.opening = BackgroundTask.start("shard " + shard, () -> open(session));
    }

    private void open(Optional<ResumableSession> session) {
        // Javacord keeps this for the whole process, and asks where it is empty.
        DiscordWebSocketAdapter.setGateway(
                session.map(ResumableSession::address)
                        .filter(named -> !named.isEmpty() && login.address().isTrusted(named))
                        .orElse(null));
        socket = new GatewaySocket(javacord, frames, earlier);
    }

    /** Going on with a session is free; a new one waits its turn. */
    private void mayConnect() throws InterruptedException {
        if (earlier.get() == null) {
            login.limit().await(shard, closing);
        }
        pulse.restart();
    }

    /**
     * At once, then after 1, 2, 4 ... seconds. A gateway that is cut off from Redis, but not from
     * Discord, may have lost its shard without knowing: when its session is taken from it again and
     * again, it lets whoever takes it have it for a while.
     */
    private int pauseSeconds(int attempt) {
        var isSure = System.nanoTime() - renewed < login.lease().toNanos();
        var least = isSure || !frames.wasBrief() ? 0 : YIELDING_SECONDS;
        var pause = attempt <= 1 ? 0 : 1 << Math.min(attempt - 2, 5);
        return Math.max(least, Math.min(LONGEST_PAUSE_SECONDS, pause));
    }

    /** The lease was just renewed: nobody else holds the shard. */
    void renewed() {
        renewed = System.nanoTime();
    }

    ConnectionState state() {
        return frames.state();
    }

    /** How long Discord took to acknowledge the last heartbeat; empty before the first. */
    Optional<Duration> heartbeat() {
        return Optional.of(javacord.getLatestGatewayLatency()).filter(Duration::isPositive);
    }

    /** Whether its session is told of all that these intents stand for. */
    boolean hasIntents(Set<String> wanted) {
        return frames.begun()
                .map(ResumableSession::intents)
                .orElse(login.extra())
                .containsAll(wanted);
    }

    /** Connects anew where Discord has fallen silent. */
    void watch() {
        var open = socket;
        if (open != null && pulse.isLost()) {
            LOG.warnf(
                    "shard %s: Discord no longer acknowledges heartbeats; connecting anew", shard);
            pulse.restart();
            open.cut();
        }
    }

    /**
     * The session as it stood at the look before this one. What was heard until then has been noted
     * by whoever is to answer it, so that a successor who asks for everything after it misses
     * nothing.
     */
    Optional<ResumableSession> settled() {
        var begun = frames.begun();
        var before = looked.getAndSet(frames.session());
        return begun.flatMap(now -> before.filter(known -> known.id().equals(now.id())))
                .or(() -> begun);
    }

    /**
     * Ends the connection, for at most some seconds.
     *
     * @return the session, for whoever holds the shard next
     */
    Optional<ResumableSession> close() throws InterruptedException {
        closing.countDown();
        var _ = opening.join(GOODBYE);
        var open = socket;
        if (open != null && !(state() instanceof ConnectionState.Refused)) {
            open.leave(GOODBYE);
        }
        ((ThreadPoolImpl) javacord.getThreadPool()).shutdown();
        frames.left();
        return frames.session();
    }
}
