package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.CommandSpec;

/** A command and its spec, which is built once. */
record KnownCommand(CommandSpec spec, AnyCommand command) {

    KnownCommand {
        var writes = spec.access() == CommandSpec.Access.WRITE;
        var fits =
                switch (command) {
                    case Command _ -> !spec.slow();
                    case BatchedCommand _ -> !spec.slow() && writes;
                    case SlowCommand<?> _ -> spec.slow();
                };
        if (!fits) {
            throw new IllegalStateException(
                    "/%s: a SlowCommand's spec says slow, and no other's; a BatchedCommand's says write."
                            .formatted(spec.path()));
        }
    }
}
