package dev.holdfast.gateway.effect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.MessageId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orders and what became of them. */
@Singleton
final class EffectStore {

    private static final String CLAIM =
            """
            insert into effect (guild_id, service, key, order_hash, attempt, claimed_until, in_doubt_since,
                notice_channel)
            values (:guild, :service, :key, decode(:hash, 'hex'), 1, :until, :now, :channel)
            on conflict (guild_id, service, key) do update
            set attempt = effect.attempt + 1, claimed_until = excluded.claimed_until,
                in_doubt_since = coalesce(effect.in_doubt_since, excluded.in_doubt_since),
                notice_channel = case when effect.in_doubt_since is null
                    then excluded.notice_channel else effect.notice_channel end
            where effect.outcome is null and effect.claimed_until <= :now
              and effect.order_hash = excluded.order_hash
            returning attempt, in_doubt_since, notice_channel
            """;
    private static final String LOOK =
            """
            select order_hash = decode(:hash, 'hex') as same, outcome::text as outcome from effect
            where guild_id = :guild and service = :service and key = :key
            """;
    private static final String SETTLE =
            """
            update effect set outcome = :outcome::jsonb, message_id = :message, settled_at = :now
            where guild_id = :guild and service = :service and key = :key
              and attempt = :attempt and outcome is null
              and not exists (
                  select from effect other where other.guild_id = :guild and other.message_id = :message)
            """;
    private static final String TURN_TO_OWNER =
            """
            update effect set notice_channel = null
            where guild_id = :guild and service = :service and key = :key
              and attempt = :attempt and outcome is null
            """;
    private static final String RELEASE =
            """
            update effect set claimed_until = :now, in_doubt_since = :doubt
            where guild_id = :guild and service = :service and key = :key
              and attempt = :attempt and outcome is null
            """;
    private static final String KNOWN_MESSAGES =
            """
            select message_id from effect
            where guild_id = :guild and message_id = any (cast(:messages as bigint[]))
            """;
    private static final String FORGET =
            """
            delete from effect where guild_id = :guild and (service, key) in (
                select service, key from effect
                where guild_id = :guild and settled_at < :before
                order by settled_at limit 10)
            """;

    private final ObjectMapper json;

    /** A claimed row. */
    record Claimed(int attempt, Instant doubt, Optional<ChannelId> channel) {}

    /** A row that was not to be claimed. */
    record Row(boolean isSameOrder, Optional<EffectOutcome> outcome) {}

    EffectStore(ObjectMapper json) {
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    Optional<Claimed> claim(
            String service,
            String key,
            String hash,
            Duration claim,
            Optional<ChannelId> channel,
            UnitOfWork work) {
        var claimed =
                work.handle()
                        .createQuery(CLAIM)
                        .bind("guild", work.guild().value())
                        .bind("service", service)
                        .bind("key", key)
                        .bind("hash", hash)
                        .bind("until", work.now().plus(claim))
                        .bind("now", work.now())
                        .bind("channel", channel.map(ChannelId::value).orElse(null))
                        .map((row, _) ->
                                new Claimed(
                                        row.getInt("attempt"),
                                        row.getTimestamp("in_doubt_since").toInstant(),
                                        Optional.ofNullable(row.getString("notice_channel"))
                                                .map(ChannelId::of)))
                        .findOne();
        work.wrote(claimed.isPresent() ? 1 : 0);
        return claimed;
    }

    Row look(String service, String key, String hash, UnitOfWork work) {
        return work.handle()
                .createQuery(LOOK)
                .bind("guild", work.guild().value())
                .bind("service", service)
                .bind("key", key)
                .bind("hash", hash)
                .map((row, _) ->
                        new Row(
                                row.getBoolean("same"),
                                Optional.ofNullable(row.getString("outcome")).map(this::read)))
                .one();
    }

    /** False where somebody took the order over meanwhile, or the message is another order's. */
    boolean settle(EffectClaim.Ours claim, EffectOutcome outcome, UnitOfWork work) {
        var written =
                work.handle()
                        .createUpdate(SETTLE)
                        .bind("guild", work.guild().value())
                        .bind("service", claim.service())
                        .bind("key", claim.order().key())
                        .bind("attempt", claim.attempt())
                        .bind("outcome", write(outcome))
                        .bind("message", message(outcome))
                        .bind("now", work.now())
                        .execute();
        work.wrote(written);
        return written == 1;
    }

    /** False where somebody took the order over meanwhile. */
    boolean turnToOwner(EffectClaim.Ours claim, UnitOfWork work) {
        var turned =
                work.handle()
                        .createUpdate(TURN_TO_OWNER)
                        .bind("guild", work.guild().value())
                        .bind("service", claim.service())
                        .bind("key", claim.order().key())
                        .bind("attempt", claim.attempt())
                        .execute();
        work.wrote(turned);
        return turned == 1;
    }

    /** Lets others try at once. */
    void release(EffectClaim.Ours claim, Optional<Instant> doubt, UnitOfWork work) {
        work.wrote(
                work.handle()
                        .createUpdate(RELEASE)
                        .bind("guild", work.guild().value())
                        .bind("service", claim.service())
                        .bind("key", claim.order().key())
                        .bind("attempt", claim.attempt())
                        .bind("doubt", doubt.orElse(null))
                        .bind("now", work.now())
                        .execute());
    }

    /** Which of the messages are known to be an effect's. */
    Set<Long> known(Collection<Long> messages, UnitOfWork work) {
        return Set.copyOf(
                work.handle()
                        .createQuery(KNOWN_MESSAGES)
                        .bind("guild", work.guild().value())
                        .bindArray("messages", Long.class, messages.toArray())
                        .mapTo(Long.class)
                        .list());
    }

    /** At most 10 at a time: each new effect takes that many old ones with it. */
    void forgetBefore(Instant before, UnitOfWork work) {
        work.wrote(
                work.handle()
                        .createUpdate(FORGET)
                        .bind("guild", work.guild().value())
                        .bind("before", before)
                        .execute());
    }

    private static @Nullable Long message(EffectOutcome outcome) {
        return outcome instanceof EffectOutcome.Applied(MessageId message) && message != null
                ? message.value()
                : null;
    }

    private EffectOutcome read(String text) {
        try {
            return json.readValue(text, EffectOutcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(EffectOutcome outcome) {
        try {
            return json.writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
