package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import java.util.List;

/**
 * A command that many people of a guild use at the same moment, made so that their invocations can
 * share a transaction: what a transaction costs is then paid once for all of them. Each keeps an
 * operation and a reply of its own. It writes, and takes no lock: those who meet share a
 * transaction, which is faster than waiting for each other.
 */
public non-sealed interface GroupedCommand extends AnyCommand {

    /**
     * Runs them as if one after the other, and gives one reply each in the same order. Who asked,
     * and by which operation, only the invocations say: the unit of work is everybody's.
     */
    List<Reply> runAll(List<Invocation> invocations, UnitOfWork work);
}
