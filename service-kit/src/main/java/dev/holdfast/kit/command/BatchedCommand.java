package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import java.util.List;

/**
 * A command whose concurrent invocations in a guild share one transaction, which saves the cost of
 * a transaction each. Every invocation keeps its own operation and reply. It always writes, and
 * takes no lock.
 */
public non-sealed interface BatchedCommand extends AnyCommand {

    /**
     * Runs them as if one after the other, and gives one reply each in the same order. Who asked,
     * and by which operation, only the invocations say: the unit of work is everybody's.
     */
    List<Reply> runAll(List<Invocation> invocations, UnitOfWork work);
}
