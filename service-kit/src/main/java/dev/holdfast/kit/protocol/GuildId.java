package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The snowflake of a guild (a Discord server); 0 stands for direct messages. */
@Schema(type = SchemaType.STRING, examples = "41771983423143937")
public record GuildId(long value) {

    /** Direct messages happen in no guild; the ledger and the settings know them as guild 0. */
    public static final GuildId DIRECT = new GuildId(0);

    public GuildId {
        Snowflake.check(value, "guild");
    }

    /** Reads the decimal digits that Discord's JSON carries; refuses anything else. */
    @JsonCreator
    public static GuildId of(String digits) {
        return new GuildId(Snowflake.parse(digits, "guild"));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
