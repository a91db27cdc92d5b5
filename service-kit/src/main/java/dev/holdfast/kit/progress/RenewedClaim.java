package dev.holdfast.kit.progress;

import dev.holdfast.kit.loop.BackgroundTask;
import dev.holdfast.kit.protocol.ProgressUpdate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A claim that is renewed until it is closed. The thread that made it is interrupted when the claim
 * is lost. Thread-safe.
 */
public final class RenewedClaim implements Progress, AutoCloseable {

    private static final Logger LOG = Logger.getLogger("holdfast.background");
    private static final Duration RENEW = Duration.ofMillis(2_500);

    /** What people are shown is at most so old. */
    private static final Duration TELL = Duration.ofSeconds(1);

    /** It is given up before others may take it. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final String what;
    private final ClaimRenewal renewal;
    private final Runnable onClose;
    private final Thread worker = Thread.currentThread();
    private final long began;
    private final AtomicBoolean renewing = new AtomicBoolean();

    /** By the monotonic clock, which goes on while the process is paused. */
    private volatile long trustedUntil;

    private volatile long renewedAt;
    private volatile boolean lost;
    private volatile @Nullable ProgressUpdate reached;
    private volatile @Nullable ProgressUpdate noted;
    private boolean closed;

    RenewedClaim(String what, long began, ClaimRenewal renewal, Consumer<RenewedClaim> onClose) {
        this.what = what;
        this.began = began;
        this.renewal = renewal;
        this.onClose = () -> onClose.accept(this);
        trust(began);
    }

    private void trust(long from) {
        renewedAt = from;
        trustedUntil = from + Heartbeats.CLAIM.minus(MARGIN).toNanos();
    }

    @Override
    public void reached(long done, long total) {
        var all = Math.max(1, total);
        var parts = Math.clamp(done, 0, all);
        reached = new ProgressUpdate(parts, all, secondsLeft(parts, all));
        goOn();
    }

    /** As long as what is left takes at the pace of what is done. */
    private @Nullable Long secondsLeft(long done, long total) {
        if (done == 0) {
            return null;
        }
        var taken = (System.nanoTime() - began) / 1e9;
        return Math.round(taken * (total - done) / done);
    }

    @Override
    public void goOn() {
        if (isLost()) {
            lose();
            throw new ClaimLost(what);
        }
    }

    /** Whether another process may have taken it over, or it is closed. */
    public boolean isLost() {
        return lost || System.nanoTime() - trustedUntil > 0;
    }

    /** Which part of it is done, 0 to 1. */
    double share() {
        var now = reached;
        return now == null ? 0 : (double) now.done() / now.total();
    }

    /** Renews it where that is due; waits for nothing. */
    void beat() {
        if (isLost()) {
            lose();
            return;
        }
        var age = System.nanoTime() - renewedAt;
        var news = !Objects.equals(reached, noted) && age >= TELL.toNanos();
        if ((news || age >= RENEW.toNanos()) && renewing.compareAndSet(false, true)) {
            BackgroundTask.start("renewal", this::renew);
        }
    }

    private void renew() {
        try {
            var at = System.nanoTime();
            var now = reached;
            switch (renewal.renew(Optional.ofNullable(now).filter(it -> !it.equals(noted)))) {
                case RENEWED -> {
                    noted = now;
                    trust(at);
                }
                case BUSY -> LOG.debugf("%s is in use", what);
                case LOST -> lose();
            }
        } catch (RuntimeException e) {
            LOG.warnf("the claim on %s was not renewed: %s", what, e.getMessage());
        } finally {
            renewing.set(false);
        }
    }

    private synchronized void lose() {
        if (!lost && !closed) {
            LOG.warnf("%s is given up: its claim is over", what);
            worker.interrupt();
        }
        lost = true;
    }

    /** It is not renewed any more, and whoever still works on it is told that it is lost. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            lost = true;
        }
        onClose.run();
    }
}
