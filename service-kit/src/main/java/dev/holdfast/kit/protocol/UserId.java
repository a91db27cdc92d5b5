package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The snowflake of a user. */
@Schema(type = SchemaType.STRING, examples = "80351110224678912")
public record UserId(long value) {

    public UserId {
        Snowflake.check(value, "user");
    }

    /** Reads the decimal digits that Discord's JSON carries; refuses anything else. */
    @JsonCreator
    public static UserId of(String digits) {
        return new UserId(Snowflake.parse(digits, "user"));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
