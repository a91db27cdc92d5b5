package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of an order, for good. While its owner is away there is none yet: the gateway answers
 * 503, and the order is sent again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OrderOutcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = OrderOutcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = OrderOutcome.Expired.class, name = "expired")
})
@Schema(
        oneOf = {OrderOutcome.Done.class, OrderOutcome.Refused.class, OrderOutcome.Expired.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "done", schema = OrderOutcome.Done.class),
            @DiscriminatorMapping(value = "refused", schema = OrderOutcome.Refused.class),
            @DiscriminatorMapping(value = "expired", schema = OrderOutcome.Expired.class)
        })
public sealed interface OrderOutcome {

    /** It is done and committed. */
    record Done() implements OrderOutcome {}

    /**
     * Its owner does not do it, and nothing was changed; asking again would not help.
     *
     * @param text why, and what can be done about it
     */
    record Refused(String text) implements OrderOutcome {

        public Refused {
            Required.field("text", text);
        }
    }

    /** It came too late and was not done. */
    record Expired() implements OrderOutcome {}
}
