package dev.holdfast.gateway.effect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.guild.NoticeChannels;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Which order is being carried out by whom, and what became of it: two short units of work, with
 * Discord in between and no lock held meanwhile.
 *
 * <p>Every method throws {@link dev.holdfast.kit.problem.Unavailable} while PostgreSQL is away.
 */
@Singleton
record EffectRecord(
        UnitsOfWork work,
        EffectStore store,
        NoticeChannels channels,
        ObjectMapper json,
        Clock clock) {

    /** Longer than carrying out takes, so that nobody else begins while one still may be at it. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    /** An upload may take half a minute. */
    private static final Duration CLAIM_WITH_FILES = Duration.ofSeconds(60);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final UserId NOBODY = new UserId(0);
    private static final Reply NOTED = Reply.say("noted");

    /** Claims the order, or says why it is not to be carried out now. */
    EffectClaim claim(String service, EffectOrder order, Urgency urgency) {
        var hash = hash(order);
        return change(order.guild(), unit -> claim(service, order, urgency, hash, unit))
                .orElseGet(EffectClaim.Busy::new);
    }

    private EffectClaim claim(
            String service, EffectOrder order, Urgency urgency, String hash, UnitOfWork unit) {
        var channel =
                order.effect() instanceof AlertEffect.TellAdmins
                        ? channels.of(unit)
                        : Optional.<ChannelId>empty();
        var claimed = store.claim(service, order.key(), hash, lasting(order), channel, unit);
        if (claimed.isPresent()) {
            store.forgetBefore(unit.now().minus(KEPT), unit);
            var mine = claimed.get();
            return new EffectClaim.Ours(
                    service,
                    order,
                    mine.attempt(),
                    unit.now(),
                    doubt(mine, order, unit.now()),
                    mine.channel(),
                    urgency);
        }
        var row = store.look(service, order.key(), hash, unit);
        if (!row.isSameOrder()) {
            return new EffectClaim.OtherOrder();
        }
        return row.outcome()
                .<EffectClaim>map(EffectClaim.Settled::new)
                .orElseGet(EffectClaim.Busy::new);
    }

    private static Duration lasting(EffectOrder order) {
        return order.effect().files().isEmpty() ? CLAIM : CLAIM_WITH_FILES;
    }

    /** Of an order that was never heard of here, only the service knows. */
    private static Optional<Instant> doubt(
            EffectStore.Claimed claimed, EffectOrder order, Instant now) {
        return claimed.attempt() == 1
                ? Optional.ofNullable(order.firstSent())
                : Optional.of(claimed.doubt()).filter(since -> since.isBefore(now));
    }

    /** What is told from here on goes to the guild's owner; false where somebody took it over. */
    boolean turnToOwner(EffectClaim.Ours claim) {
        return change(claim.order().guild(), unit -> store.turnToOwner(claim, unit)).orElse(false);
    }

    /** Keeps what became of it; empty where somebody took the order over meanwhile. */
    Optional<EffectOutcome> settle(EffectClaim.Ours claim, EffectOutcome outcome) {
        return change(claim.order().guild(), unit -> store.settle(claim, outcome, unit))
                .filter(Boolean::booleanValue)
                .map(_ -> outcome);
    }

    /**
     * Lets the order be carried out again at once.
     *
     * @param doubt since when an attempt may have arrived; empty: none did
     */
    void release(EffectClaim.Ours claim, Optional<Instant> doubt) {
        change(
                claim.order().guild(),
                unit -> {
                    store.release(claim, doubt, unit);
                    return true;
                });
    }

    /** Which of the messages are known to be an effect of the guild's. */
    Set<Long> known(GuildId guild, Collection<Long> messages) {
        return work.read(guild, NOBODY, unit -> store.known(messages, unit));
    }

    /** Empty where somebody else holds it up. */
    private <T> Optional<T> change(GuildId guild, Function<UnitOfWork, T> body) {
        var changed = new AtomicReference<T>();
        var key = OperationKey.of(Long.toString(Snowflake.at(clock.instant(), random())));
        var request = new Request(key, guild, NOBODY, "effect", RequestHash.of(key.value()));
        var outcome =
                work.execute(
                        request,
                        unit -> {
                            changed.set(body.apply(unit));
                            return NOTED;
                        });
        return outcome instanceof RequestOutcome.Done
                ? Optional.ofNullable(changed.get())
                : Optional.empty();
    }

    private static long random() {
        return ThreadLocalRandom.current().nextLong();
    }

    /** Over the order, without what changes from one delivery to the next. */
    private String hash(EffectOrder order) {
        var same =
                new EffectOrder(
                        order.key(),
                        order.guild(),
                        order.effect(),
                        order.reason(),
                        order.expires(),
                        null);
        try {
            return RequestHash.of(json.writeValueAsString(same)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
