package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.CommandSpec;

/**
 * A command that a person can run. Every bean of one of its three kinds is collected, published and
 * served: {@link Command} for nearly all, {@link SlowCommand} for work that takes seconds to hours,
 * {@link BatchedCommand} for commands that many people run at the same moment.
 */
public sealed interface AnyCommand permits Command, BatchedCommand, SlowCommand {

    /** The same at every call. */
    CommandSpec spec();
}
