package dev.holdfast.sandbox.world;

import java.util.List;

/** An emoji under a message and who put it there. */
public record Reaction(String emoji, List<Snowflake> users) {
    public Reaction {
        users = List.copyOf(users);
    }
}
