package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The snowflake of a message. */
@Schema(type = SchemaType.STRING, examples = "1197245631488000002")
public record MessageId(long value) {

    public MessageId {
        Snowflake.check(value, "message");
    }

    /** Reads the decimal digits that Discord's JSON carries; refuses anything else. */
    @JsonCreator
    public static MessageId of(String digits) {
        return new MessageId(Snowflake.parse(digits, "message"));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
