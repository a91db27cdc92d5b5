package dev.holdfast.kit.database;

import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Batches requests for the same command in the same guild into one transaction. A request never
 * waits for a batch to fill: if no batch is running, it leads one at once; otherwise it joins the
 * next. Only one batch per guild and command runs at a time, since two would wait for each other's
 * rows. If a batch fails, each request is executed alone, with retries and replays. Thread-safe.
 */
@Singleton
public final class RequestBatcher {

    private static final Logger LOG = Logger.getLogger("holdfast.database");
    private static final String TOGETHER = "holdfast.together";
    private static final int LARGEST = 32;
    private static final int MOST_WAITING = 1_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final UnitsOfWork work;
    private final ReentrantLock lock = new ReentrantLock();

    /** Who waits for the next group; a lane is here as long as somebody leads it. */
    private final Map<BatchKey, Queue<Ticket<?>>> waiting = new HashMap<>();

    RequestBatcher(UnitsOfWork work) {
        this.work = work;
    }

    private record BatchKey(GuildId guild, String command) {}

    /** What one who waits is told. */
    private sealed interface Turn {

        /** The next group is theirs to lead. */
        record Lead() implements Turn {}

        /**
         * Their request was executed in a group of so many.
         *
         * @param span the group's, see {@link Span#link}; empty: it was not traced
         */
        record Done(Reply reply, int together, String span) implements Turn {}

        /** Their request is for them to execute. */
        record Alone() implements Turn {}
    }

    /** One who waits. */
    private record Ticket<T>(BatchedRequest<T> asked, BlockingQueue<Turn> turn) {

        static <T> Ticket<T> of(Request request, T what) {
            return new Ticket<>(new BatchedRequest<>(request, what), new ArrayBlockingQueue<>(1));
        }
    }

    /**
     * Executes the request once, however often it is delivered; with others, or alone.
     *
     * @param body the same for all requests for this command; called again when an attempt is
     */
    public <T> RequestOutcome execute(
            Request request, T what, BiFunction<List<T>, UnitOfWork, List<Reply>> body) {
        var begun = System.nanoTime();
        var batchKey = new BatchKey(request.guild(), request.command());
        var ticket = Ticket.of(request, what);
        var turn = enter(batchKey, ticket).orElseGet(() -> awaitTraced(batchKey, ticket));
        return switch (turn instanceof Turn.Lead ? lead(batchKey, ticket, body) : turn) {
            case Turn.Done(var reply, var together, _) -> {
                LOG.infof(
                        "committed in a group of %d took=%dus",
                        together, (System.nanoTime() - begun) / 1_000);
                yield new RequestOutcome.Done(reply, false);
            }
            case Turn.Alone(), Turn.Lead() ->
                    work.execute(request, unit -> body.apply(List.of(what), unit).getFirst());
        };
    }

    /** Says at once what to do, or nothing where another leads. */
    private Optional<Turn> enter(BatchKey batchKey, Ticket<?> ticket) {
        lock.lock();
        try {
            var queue = waiting.get(batchKey);
            if (queue == null) {
                waiting.put(batchKey, new ArrayDeque<>(List.of(ticket)));
                return Optional.of(new Turn.Lead());
            }
            if (queue.size() >= MOST_WAITING) {
                return Optional.of(new Turn.Alone());
            }
            queue.add(ticket);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** What is done for them meanwhile is in the trace of whoever leads the group. */
    private Turn awaitTraced(BatchKey batchKey, Ticket<?> ticket) {
        try (var _ = Span.begin("wait for a group")) {
            var turn = await(batchKey, ticket);
            if (turn instanceof Turn.Done(_, var together, var span)) {
                Span.note(TOGETHER, Integer.toString(together));
                Span.link(span);
            }
            return turn;
        }
    }

    private Turn await(BatchKey batchKey, Ticket<?> ticket) {
        try {
            var turn = ticket.turn().poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return turn == null ? leave(batchKey, ticket) : turn;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return leave(batchKey, ticket);
        }
    }

    /** Whether a group already has the request, its operation key will tell. */
    private Turn leave(BatchKey batchKey, Ticket<?> ticket) {
        lock.lock();
        try {
            var queue = waiting.get(batchKey);
            if (queue != null) {
                queue.remove(ticket);
            }
            var late = ticket.turn().poll();
            if (late instanceof Turn.Lead) {
                passOn(batchKey);
                return new Turn.Alone();
            }
            return late == null ? new Turn.Alone() : late;
        } finally {
            lock.unlock();
        }
    }

    /** Executes the group that the ticket is the first of, and says what became of the ticket. */
    private <T> Turn lead(
            BatchKey batchKey,
            Ticket<T> ticket,
            BiFunction<List<T>, UnitOfWork, List<Reply>> body) {
        List<Ticket<T>> group = take(batchKey);
        Map<BatchedRequest<T>, Reply> done = Map.of();
        try (var _ = Span.begin("lead a group")) {
            var span = Span.parent().orElse("");
            try {
                done = work.executeTogether(group.stream().map(Ticket::asked).toList(), body);
            } finally {
                // First, so that the next group is at work while this one's answers are written.
                passOn(batchKey);
                for (var each : group) {
                    each.turn().add(turn(each, done, span));
                }
            }
            Span.note(TOGETHER, Integer.toString(done.size()));
            return turn(ticket, done, span);
        }
    }

    private static <T> Turn turn(
            Ticket<T> ticket, Map<BatchedRequest<T>, Reply> done, String span) {
        var reply = done.get(ticket.asked());
        return reply == null ? new Turn.Alone() : new Turn.Done(reply, done.size(), span);
    }

    // All who wait in a lane ask the same command for the same thing.
    @SuppressWarnings("unchecked")
    private <T> List<Ticket<T>> take(BatchKey batchKey) {
        lock.lock();
        try {
            var queue = waiting.get(batchKey);
            var group = new ArrayList<Ticket<T>>();
            while (queue != null && group.size() < LARGEST && !queue.isEmpty()) {
                group.add((Ticket<T>) queue.remove());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void passOn(BatchKey batchKey) {
        lock.lock();
        try {
            var queue = waiting.get(batchKey);
            if (queue == null || queue.isEmpty()) {
                waiting.remove(batchKey);
                return;
            }
            queue.element().turn().add(new Turn.Lead());
        } finally {
            lock.unlock();
        }
    }
}
