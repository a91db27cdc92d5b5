package dev.holdfast.kit.command;

import dev.holdfast.kit.coordination.LockKey;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import java.util.Set;

/**
 * The ordinary command: one unit of work.
 *
 * <p>{@link #run} may be called more than once for one invocation (after a deadlock or a lost
 * connection). So all its changes must go through the unit of work.
 */
public non-sealed interface Command extends AnyCommand {

    /** Runs inside the unit of work; a {@link Reply.Refusal} undoes all it wrote. */
    Reply run(Invocation invocation, UnitOfWork work);

    /**
     * What it takes before its unit of work begins, so that those who would meet on the same rows
     * wait without a connection in their hands. One that only reads is not asked, unless {@link
     * UnitOfWork#needsToWrite it needs to write}. Where it cannot be had, the person is told to try
     * again, and nothing is done or stored.
     *
     * @return the member's own unless said otherwise: a person's commands run one after the other
     */
    default Set<LockKey> locks(Invocation invocation) {
        return Set.of(LockKey.member(invocation.guild(), invocation.user()));
    }
}
