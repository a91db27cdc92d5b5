package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of an effect, for good. While Discord is away or limits us there is none yet: the
 * gateway answers 503 with {@code Retry-After}, and the order is sent again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EffectOutcome.Applied.class, name = "applied"),
    @JsonSubTypes.Type(value = EffectOutcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = EffectOutcome.Expired.class, name = "expired")
})
@Schema(
        oneOf = {
            EffectOutcome.Applied.class,
            EffectOutcome.Refused.class,
            EffectOutcome.Expired.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "applied", schema = EffectOutcome.Applied.class),
            @DiscriminatorMapping(value = "refused", schema = EffectOutcome.Refused.class),
            @DiscriminatorMapping(value = "expired", schema = EffectOutcome.Expired.class)
        })
public sealed interface EffectOutcome {

    /**
     * It is so.
     *
     * @param message the one that was sent; {@code null}: the effect is no message, or there was
     *     nobody to tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Applied(@Nullable MessageId message) implements EffectOutcome {}

    /**
     * Discord does not let us; asking again would not help.
     *
     * @param text why, and what a guild's admin can do about it
     */
    record Refused(Cause cause, String text) implements EffectOutcome {

        public Refused {
            Required.field("cause", cause);
            Required.field("text", text);
        }
    }

    /** It came too late and was not done. */
    record Expired() implements EffectOutcome {}

    /** Why an effect cannot be. */
    enum Cause {
        /** The bot lacks a permission, or the person's role is above its own. */
        FORBIDDEN,
        /** The member, role, channel, message or guild is not there any more. */
        GONE,
        /** Discord finds fault with what was asked. */
        INVALID
    }
}
