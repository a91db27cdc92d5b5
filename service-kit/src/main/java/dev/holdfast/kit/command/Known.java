package dev.holdfast.kit.command;

import dev.holdfast.kit.protocol.CommandSpec;

/** A command and its spec, which is built once. */
record Known(CommandSpec spec, AnyCommand command) {

    Known {
        var writes = spec.access() == CommandSpec.Access.WRITE;
        var fits =
                switch (command) {
                    case Command _ -> !spec.slow();
                    case GroupedCommand _ -> !spec.slow() && writes;
                    case SlowCommand<?> _ -> spec.slow();
                };
        if (!fits) {
            throw new IllegalStateException(
                    "/%s: a SlowCommand's spec says slow, and no other's; a GroupedCommand's says write."
                            .formatted(spec.path()));
        }
    }
}
