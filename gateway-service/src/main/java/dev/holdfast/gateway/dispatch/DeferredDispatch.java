package dev.holdfast.gateway.dispatch;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.fleet.DeliveryKind;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Runs a command and sends a deferred response if it takes longer than 1.5 s. Thread-safe. */
@Singleton
public final class DeferredDispatch {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration UNTIL_SIGN = Duration.ofMillis(1_500);

    /** A sign would keep a modal from being opened, and silence keeps it too after 3 s. */
    private static final Duration UNTIL_NO_MODAL = Duration.ofMillis(2_300);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Dispatch dispatch;
    private final InFlight inFlight;
    private final Texts texts = Texts.of("dispatch");

    DeferredDispatch(Dispatch dispatch, InFlight inFlight) {
        this.dispatch = dispatch;
        this.inFlight = inFlight;
    }

    /**
     * Runs the command.
     *
     * @param delivery whether it can have run before
     * @param since when the person began to wait, by the monotonic clock: before this is called it
     *     may have taken a while where many ask at once
     * @param sign given once when there is no reply after 1.5 s, or 2.3 s where it may be a modal,
     *     or at once for a slow command; the reply comes after it
     * @param progress hears after that, again and again, how far a slow command is
     */
    public DispatchResult run(
            CatalogEntry listed,
            Invocation invocation,
            DeliveryKind delivery,
            long since,
            Runnable sign,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException {
        Callable<DispatchResult> run = () -> dispatch.run(listed, invocation, delivery, progress);
        var running = inFlight.threads().submit(LogContext.carried(run));
        var slow = listed.spec().longest();
        if (slow.isEmpty()) {
            var untilSign = listed.spec().modal() ? UNTIL_NO_MODAL : UNTIL_SIGN;
            var waited = Duration.ofNanos(System.nanoTime() - since);
            var soon = await(running, untilSign.minus(waited), invocation);
            if (soon.isPresent()) {
                return soon.get();
            }
        }
        sign.run();
        return await(running, longest(listed), invocation).orElseGet(() -> broken(invocation));
    }

    /** A slow command's process may die over it, and another one begins anew. */
    private static Duration longest(CatalogEntry listed) {
        var slow = listed.spec().longest().map(it -> it.multipliedBy(3));
        return LONGEST.plus(slow.orElse(Duration.ZERO));
    }

    /**
     * For how long a person may wait for what was noted; where it is not known, not for slow ones.
     */
    public static Duration lifetime(Optional<CatalogEntry> listed) {
        return PendingRequests.LIFETIME.plus(
                listed.filter(it -> it.spec().slow())
                        .map(DeferredDispatch::longest)
                        .orElse(Duration.ZERO));
    }

    private Optional<DispatchResult> await(
            Future<DispatchResult> running, Duration wait, Invocation invocation)
            throws InterruptedException {
        try {
            return Optional.of(running.get(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.errorf(e.getCause(), "%s failed", invocation.path());
            return Optional.of(broken(invocation));
        }
    }

    private DispatchResult broken(Invocation invocation) {
        return DispatchResult.unknown(
                Reply.refuse(texts.say(invocation, "broken", invocation.path())));
    }
}
