package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One effect as a service's outbox sends it to the gateway; sent again until it has an outcome.
 *
 * @param key names it for ever within the service; the same one is never done twice
 * @param guild {@link GuildId#DIRECT} for a direct message that no guild is concerned with
 * @param reason for Discord's audit log; at most 512 characters, may be empty
 * @param expires from then on it is not done any more; {@code null}: never too late
 * @param firstSent when it was first sent; {@code null}: now, so that nothing can have come of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectOrder(
        String key,
        GuildId guild,
        Effect effect,
        String reason,
        @Nullable Instant expires,
        @Nullable Instant firstSent) {

    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_REASON = 512;

    public EffectOrder {
        Required.field("key", key);
        Required.field("guild", guild);
        Required.field("effect", effect);
        Required.field("reason", reason);
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("An effect's key has 1 to 100 characters.");
        }
        if (Required.characters(reason) > LONGEST_REASON) {
            throw new IllegalArgumentException("An effect's reason has at most 512 characters.");
        }
    }
}
