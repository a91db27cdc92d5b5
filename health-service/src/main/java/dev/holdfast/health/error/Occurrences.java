package dev.holdfast.health.error;

import dev.holdfast.kit.observe.KnownError;
import dev.holdfast.kit.protocol.GuildId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A kind of error that happened again at an instance, as it is kept: in texts that can be stored,
 * without anybody's id, at times that can be.
 *
 * @param added how often, since it was counted last; 1 at least
 * @param firstAt when this instance saw it first
 * @param operation the last one's key; may be empty
 * @param instance its host and port
 * @param guilds the last ones, at most 20, the last one last
 */
record Occurrences(
        String service,
        String fingerprint,
        long added,
        ErrorText text,
        Instant firstAt,
        long firstBuild,
        Instant lastAt,
        long lastBuild,
        String operation,
        String instance,
        List<GuildId> guilds) {

    private static final Duration OLDEST = Duration.ofDays(730);
    private static final int LONGEST_OPERATION = 100;
    private static final Pattern GUILD = Pattern.compile("[1-9][0-9]{0,17}|[1-8][0-9]{18}");

    Occurrences {
        guilds = List.copyOf(guilds);
    }

    static Occurrences of(InstanceErrors heard, KnownError error, long added, Instant now) {
        return new Occurrences(
                heard.service(),
                error.fingerprint(),
                added,
                ErrorText.of(error),
                within(error.first().at(), now),
                Math.max(0, error.first().build()),
                within(error.last().at(), now),
                Math.max(0, error.last().build()),
                ErrorText.storable(error.last().operation(), LONGEST_OPERATION),
                heard.instance(),
                error.guilds().stream()
                        .filter(guild -> GUILD.matcher(guild).matches())
                        .map(GuildId::of)
                        .toList());
    }

    /** The instance's clock may be wrong. */
    private static Instant within(Instant at, Instant now) {
        var oldest = now.minus(OLDEST);
        if (at.isAfter(now)) {
            return now;
        }
        return at.isBefore(oldest) ? oldest : at;
    }
}
