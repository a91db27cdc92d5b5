package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;

/**
 * One thing a person can ask for. Being a bean is enough: it is collected, published and served.
 *
 * <p>{@link #run} is plain domain logic. It may be called more than once for one invocation (a
 * deadlock, a lost connection), so everything it changes, it changes through the unit of work.
 */
public interface Command {

    /** The same at every call. */
    CommandSpec spec();

    /** Runs inside the unit of work; a {@link Reply.Refusal} undoes all it wrote. */
    Reply run(Invocation invocation, UnitOfWork work);
}
