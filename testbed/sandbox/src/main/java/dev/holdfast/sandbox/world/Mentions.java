package dev.holdfast.sandbox.world;

import java.util.List;

/** Whom a message pings. */
public record Mentions(List<Snowflake> users, List<Snowflake> roles, boolean everyone) {
    public static final Mentions NONE = new Mentions(List.of(), List.of(), false);

    public Mentions {
        users = List.copyOf(users);
        roles = List.copyOf(roles);
    }
}
