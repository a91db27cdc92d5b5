package dev.holdfast.sandbox.world;

import java.time.Instant;

/** A poll that is to end. */
public record OpenPoll(Snowflake messageId, Snowflake channelId, Instant endsAt) implements Entity {
    @Override
    public String key() {
        return messageId.toString();
    }
}
