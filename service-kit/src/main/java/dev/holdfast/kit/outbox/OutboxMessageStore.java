package dev.holdfast.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What a row has delivered, as it stands there. */
@Singleton
final class OutboxMessageStore {

    private final ObjectMapper json;

    OutboxMessageStore(ObjectMapper json) {
        // It may have been stored by another build.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** An order in the column of effects; that it is one, its listener's name says. */
    private record StoredOrder(String order, String payload) {}

    String write(Effect effect) {
        try {
            return json.writerFor(Effect.class).writeValueAsString(effect);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unwritable effect", e);
        }
    }

    /**
     * Writes an order.
     *
     * @throws IllegalArgumentException when its payload is too long
     */
    String write(OrderRequest wanted) {
        try {
            var payload = json.writeValueAsString(wanted.payload());
            if (payload.length() > Order.LONGEST_PAYLOAD) {
                throw new IllegalArgumentException(
                        "an order's payload of %d characters".formatted(payload.length()));
            }
            return json.writeValueAsString(new StoredOrder(wanted.kind(), payload));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unwritable order", e);
        }
    }

    OutboxMessage read(ResultSet row, OutboxClaim claim) throws SQLException {
        var written = row.getString("effect");
        try {
            return row.getString("listener").startsWith(OutboxListeners.OF_ORDERS)
                    ? order(json.readValue(written, StoredOrder.class), row, claim)
                    : effect(json.readValue(written, Effect.class), row, claim);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable effect", e);
        }
    }

    private static OutboxMessage effect(Effect effect, ResultSet row, OutboxClaim claim)
            throws SQLException {
        return new OutboxMessage.ForDiscord(
                new EffectOrder(
                        row.getString("key"),
                        claim.guild(),
                        effect,
                        row.getString("reason"),
                        instant(row, "expires_at"),
                        claim.firstSent()));
    }

    private static OutboxMessage order(StoredOrder stored, ResultSet row, OutboxClaim claim)
            throws SQLException {
        return new OutboxMessage.ForService(
                new Order(
                        row.getString("key"),
                        claim.guild(),
                        new UserId(row.getLong("user_id")),
                        stored.order(),
                        stored.payload(),
                        row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                        instant(row, "expires_at")));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
