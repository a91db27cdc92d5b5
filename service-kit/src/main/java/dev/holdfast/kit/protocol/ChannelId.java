package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The snowflake of a channel. */
@Schema(type = SchemaType.STRING, examples = "41771983423143938")
public record ChannelId(long value) {

    public ChannelId {
        Snowflake.check(value, "channel");
    }

    /** Reads the decimal digits that Discord's JSON carries; refuses anything else. */
    @JsonCreator
    public static ChannelId of(String digits) {
        return new ChannelId(Snowflake.parse(digits, "channel"));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
