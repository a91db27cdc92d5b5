package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order of one service to another. The outbox sends it to the gateway, which forwards it to the
 * service that handles the kind; it is sent again until it has an outcome.
 *
 * @param key a UUID that names it for ever; the same one is never done twice
 * @param guild where it is to be done
 * @param user in whose name; 0: nobody's, or they were forgotten since
 * @param kind what is wanted, such as {@code reward}: {@link #KIND}
 * @param payload what the kind needs to know, a JSON object; at most 4,000 characters
 * @param orderedAt when it was ordered; a key is remembered for 7 days from then
 * @param expires from then on it is not done any more; {@code null}: never too late
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Order(
        @Schema(examples = "3fa85f64-5717-4562-b3fc-2c963f66afa6") String key,
        GuildId guild,
        UserId user,
        @Schema(examples = "reward") String kind,
        @Schema(examples = "{\"user\":\"1\",\"coins\":1,\"memo\":\"level 5\"}") String payload,
        Instant orderedAt,
        @Nullable Instant expires) {

    /** Small letters, digits and hyphens, at most 40. */
    public static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** The most characters of a payload. */
    public static final int LONGEST_PAYLOAD = 4_000;

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public Order {
        Required.field("key", key);
        Required.field("guild", guild);
        Required.field("user", user);
        Required.field("kind", kind);
        Required.field("payload", payload);
        Required.field("orderedAt", orderedAt);
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "An order's key is a UUID, not '%s'.".formatted(key));
        }
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException(
                    "An order's kind has small letters, digits and hyphens, 40 at most, not '%s'."
                            .formatted(kind));
        }
        Required.length("An order's payload", payload, 2, LONGEST_PAYLOAD);
        operation(key, orderedAt);
    }

    /** The key under which its owner does it, the same at each delivery. */
    public OperationKey operation() {
        return operation(key, orderedAt);
    }

    private static OperationKey operation(String key, Instant orderedAt) {
        return OperationKey.of("order-%s:%s".formatted(key, orderedAt));
    }
}
