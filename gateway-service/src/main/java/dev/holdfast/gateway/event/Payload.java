package dev.holdfast.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An event of Discord's as it came, with what all readers take from it.
 *
 * @param heard when, at no two events the same
 */
record Payload(JsonNode data, Instant heard) {

    /** What Discord itself says when it was. */
    EventEnvelope note(String what, Instant when, Event event) {
        return new EventEnvelope(OperationKey.of(what + ":" + when), guild(), event);
    }

    /** What has no identity but the instant at which it was heard. */
    EventEnvelope heard(String what, Event event) {
        return note(what, heard, event);
    }

    /** What can happen only once, so that it is known by its id and the day. */
    EventEnvelope once(String what, Event event) {
        return note(what, heard.truncatedTo(ChronoUnit.DAYS), event);
    }

    GuildId guild() {
        return new GuildId(data.path("guild_id").asLong());
    }

    UserId user() {
        return user(data);
    }

    static UserId user(JsonNode data) {
        return new UserId(data.path("user").path("id").asLong());
    }

    /** Of events that name a person by nothing else. */
    UserId userId() {
        return new UserId(data.path("user_id").asLong());
    }

    /** Whether the member who acts is a bot. */
    boolean isBots() {
        return data.path("member").path("user").path("bot").asBoolean();
    }

    ChannelId channel() {
        return new ChannelId(data.path("channel_id").asLong());
    }

    /** Null where there is none. */
    static @Nullable ChannelId channel(JsonNode id) {
        return id.isTextual() ? new ChannelId(id.asLong()) : null;
    }

    MessageId message() {
        return new MessageId(data.path("message_id").asLong());
    }

    static List<RoleId> roles(JsonNode ids) {
        return list(ids, id -> new RoleId(id.asLong()));
    }

    static Optional<Instant> instant(JsonNode text) {
        return text.isTextual()
                ? Optional.of(OffsetDateTime.parse(text.asText()).toInstant())
                : Optional.empty();
    }

    static <T> List<T> list(JsonNode list, Function<JsonNode, T> read) {
        return StreamSupport.stream(list.spliterator(), false).map(read).toList();
    }
}
