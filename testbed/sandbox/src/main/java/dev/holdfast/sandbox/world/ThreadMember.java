package dev.holdfast.sandbox.world;

import java.time.Instant;

/** A person's or a bot's part in a thread. */
public record ThreadMember(Snowflake threadId, Snowflake userId, Instant joinedAt)
        implements Entity {
    static String key(Snowflake threadId, Snowflake userId) {
        return threadId + "/" + userId;
    }

    @Override
    public String key() {
        return key(threadId, userId);
    }
}
