package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The snowflake of a role. */
@Schema(type = SchemaType.STRING, examples = "41771983423143936")
public record RoleId(long value) {

    public RoleId {
        Snowflake.check(value, "role");
    }

    /** Reads the decimal digits that Discord's JSON carries; refuses anything else. */
    @JsonCreator
    public static RoleId of(String digits) {
        return new RoleId(Snowflake.parse(digits, "role"));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
