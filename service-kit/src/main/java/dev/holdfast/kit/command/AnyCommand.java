package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.CommandSpec;

/**
 * One thing a person can ask for. Being a bean of one of its kinds is enough: it is collected,
 * published and served. Most are a {@link Command}; the other two are for what takes its time and
 * for what many do at the same moment.
 */
public sealed interface AnyCommand permits Command, GroupedCommand, SlowCommand {

    /** The same at every call. */
    CommandSpec spec();
}
