package dev.holdfast.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a row has delivered, as it stands there. */
@Singleton
final class OutboxMessageStore {

    private static final int PAGE = 500;
    private static final String WAITING =
            """
            select effect_id, target, listener, effect::text as effect from outbox
            where guild_id = app_guild() and aside_at is null
            """;

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

    /** Names each row of the guild that waits and cannot be read; how many there are in all. */
    long unreadable(UnitOfWork work, Consumer<String> names) {
        var rows = new AtomicLong();
        work.handle()
                .createQuery(WAITING)
                .setFetchSize(PAGE)
                .map((row, _) -> unreadable(row))
                .forEach(unreadable -> {
                    rows.incrementAndGet();
                    unreadable.ifPresent(names);
                });
        return rows.get();
    }

    private Optional<String> unreadable(ResultSet row) throws SQLException {
        var type =
                row.getString("listener").startsWith(OutboxListeners.OF_ORDERS)
                        ? StoredOrder.class
                        : Effect.class;
        try {
            return json.readValue(row.getString("effect"), type) == null
                    ? Optional.of(name(row))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.of(name(row));
        }
    }

    private static String name(ResultSet row) throws SQLException {
        return "effect %d on %s".formatted(row.getLong("effect_id"), row.getString("target"));
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
