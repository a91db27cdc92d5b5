package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Identifies a request for ever. It is fixed before the first send: the snowflake of the
 * interaction or message, or {@code job:instant} for scheduled work. The same key is never executed
 * twice.
 *
 * @param value a snowflake, or a job's name, a colon and an ISO-8601 instant; 1 to 100 characters
 */
@Schema(type = SchemaType.STRING, examples = "1197245631488000001")
public record OperationKey(@JsonValue String value) {

    private static final Pattern SNOWFLAKE = Pattern.compile("[0-9]{1,19}");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern JOB = Pattern.compile("[a-z][a-z0-9-]{0,59}:[0-9TZ:.-]{1,39}");

    public OperationKey {
        if (!SNOWFLAKE.matcher(value).matches() && !JOB.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "An operation key is a snowflake or job:instant, not '%s'.".formatted(value));
        }
        issuedAt(value);
    }

    @JsonCreator
    public static OperationKey of(String value) {
        return new OperationKey(value);
    }

    /** The instant that the key itself carries; it decides for how long the key is remembered. */
    public Instant issuedAt() {
        return issuedAt(value);
    }

    /** The day of that instant, by which the key is remembered. */
    public LocalDate day() {
        return issuedAt().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant issuedAt(String value) {
        var colon = value.indexOf(':');
        if (colon < 0) {
            return Snowflake.instant(Snowflake.parse(value, "operation"));
        }
        try {
            var instant = Instant.parse(value.substring(colon + 1));
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) {
                throw new IllegalArgumentException(
                        "A job's operation key is of the years 1970 to 9999: '%s'."
                                .formatted(value));
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "A job's operation key ends with an ISO-8601 instant: '%s'.".formatted(value),
                    e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
