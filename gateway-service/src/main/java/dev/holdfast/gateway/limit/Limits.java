package dev.holdfast.gateway.limit;

import dev.holdfast.gateway.operator.Operators;
import dev.holdfast.gateway.shard.RedisNames;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.limit.LocalTokenBuckets;
import dev.holdfast.kit.limit.SharedLimits;
import dev.holdfast.kit.limit.TokenBucket;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Rate limits per person and per server. All gateways count together by Redis's clock; while Redis
 * is away each counts by itself. Operators are not limited. Thread-safe.
 */
@Singleton
public final class Limits {

    /** A person who types into an option asks anew with every few letters. */
    private static final int COMPLETIONS_A_COMMAND = 5;

    private static final int GUESSES_A_GUILD = 5;

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final String MEMBER = ":member:";
    private static final String GUILD = ":guild:";

    private final LimitSettings settings;
    private final SharedLimits together;
    private final LocalTokenBuckets alone = new LocalTokenBuckets(System::nanoTime);
    private final RedisNames names;
    private final Operators operators;
    private final MeterRegistry metrics;
    private final Texts texts = Texts.of("limit");

    Limits(
            LimitSettings settings,
            SharedLimits together,
            RedisNames names,
            Operators operators,
            MeterRegistry metrics) {
        this.settings = settings;
        this.together = together;
        this.names = names;
        this.operators = operators;
        this.metrics = metrics;
    }

    /** Counts a command; what to say in place of running it where it is one too many. */
    public Optional<String> refusal(GuildId guild, UserId user, Locale locale) {
        return count("command", guild, user, 1)
                .map(empty -> texts.say(locale, whose(empty), seconds(empty.nextIn())));
    }

    /** Counts what a person typed into an option; whether it may be completed. */
    public boolean allowsCompletion(GuildId guild, UserId user) {
        return count("completion", guild, user, COMPLETIONS_A_COMMAND).isEmpty();
    }

    /** Whether the person is told, where others see it, of a refusal: once in a span. */
    public boolean allowsTelling(UserId user) {
        return take(List.of(bucket("told:" + user, 1))).isEmpty();
    }

    /** Whether a guess at what the person meant may be said, which others see too. */
    public boolean allowsGuess(GuildId guild, UserId user) {
        var person = bucket("guess" + MEMBER + user, 1);
        return take(List.of(person, bucket("guess" + GUILD + guild, GUESSES_A_GUILD))).isEmpty();
    }

    private Optional<TokenBucket.Empty> count(String what, GuildId guild, UserId user, int times) {
        if (operators.has(user)) {
            return Optional.empty();
        }
        var buckets = new ArrayList<TokenBucket>();
        buckets.add(bucket(what + MEMBER + user, settings.member() * times));
        if (!guild.equals(GuildId.DIRECT)) {
            buckets.add(bucket(what + GUILD + guild, settings.guild() * times));
        }
        var empty = take(buckets);
        empty.ifPresent(_ -> metrics.counter("holdfast.gateway.limited", "what", what).increment());
        return empty;
    }

    private TokenBucket bucket(String name, int size) {
        return new TokenBucket(names.of(name), size, settings.span());
    }

    /** What is heard here is counted here too, or a Redis that goes away would double it. */
    private Optional<TokenBucket.Empty> take(List<TokenBucket> buckets) {
        try {
            var empty = together.take(buckets);
            if (empty.isPresent()) {
                return empty;
            }
        } catch (RedisUnavailable e) {
            LOG.debug("Redis is away; this gateway counts alone", e);
        }
        return alone.take(buckets);
    }

    private static String whose(TokenBucket.Empty empty) {
        return empty.bucket().name().contains(GUILD) ? "guild" : "member";
    }

    private static long seconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }
}
