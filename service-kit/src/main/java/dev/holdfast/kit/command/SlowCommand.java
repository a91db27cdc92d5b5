package dev.holdfast.kit.command;

import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import java.util.Set;

/**
 * A command that takes longer than a request should, because it calls others or works through much
 * data. Its {@link #spec} says {@code slow} with the longest duration. {@link #prepare} runs
 * without transaction and lock.
 *
 * @param <T> what it prepares
 */
public non-sealed interface SlowCommand<T> extends AnyCommand {

    /**
     * The slow part, outside any unit of work. Made again where a process died over it, so what it
     * does to others it does under the invocation's operation key. Interrupted when its time is
     * over, or when another process may have taken it over.
     *
     * @param progress hears how far it is, which the person sees
     */
    T prepare(Invocation invocation, Progress progress) throws InterruptedException;

    /** Completes it inside the unit of work; a {@link Reply.Refusal} undoes all it wrote. */
    Reply complete(Invocation invocation, T prepared, UnitOfWork work);

    /**
     * What it takes to complete it, and waits ten seconds for.
     *
     * @return the member's own unless said otherwise
     */
    default Set<LockKey> locks(Invocation invocation) {
        return Set.of(LockKey.member(invocation.guild(), invocation.user()));
    }
}
