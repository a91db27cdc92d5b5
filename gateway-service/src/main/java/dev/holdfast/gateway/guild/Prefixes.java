package dev.holdfast.gateway.guild;

import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What commands in a guild's messages begin with, known for a few seconds so that not every message
 * asks the database. Safe for any thread.
 */
@Singleton
public final class Prefixes {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final long FRESH = Duration.ofSeconds(5).toNanos();
    private static final int MOST = 10_000;
    private static final UserId NOBODY = new UserId(0);

    private final UnitsOfWork work;
    private final ConcurrentMap<GuildId, Known> known = new ConcurrentHashMap<>();

    private record Known(String prefix, long readAt) {}

    @Inject
    Prefixes(UnitsOfWork work) {
        this.work = work;
    }

    public String of(GuildId guild) {
        if (guild.equals(GuildId.DIRECT)) {
            return GuildSettings.KEY.defaults().prefix();
        }
        if (known.size() > MOST) {
            known.clear();
        }
        return known.compute(guild, (_, before) -> isFresh(before) ? before : read(guild, before))
                .prefix();
    }

    void forget(@Observes Invocation ran) {
        known.remove(ran.guild());
    }

    private static boolean isFresh(@Nullable Known known) {
        return known != null && System.nanoTime() - known.readAt() < FRESH;
    }

    /** While the database is away, what was known goes on to hold. */
    private Known read(GuildId guild, @Nullable Known before) {
        try {
            var settings = work.read(guild, NOBODY, unit -> unit.settings(GuildSettings.KEY));
            return new Known(settings.prefix(), System.nanoTime());
        } catch (RuntimeException away) {
            LOG.warnf("the prefix of guild %s could not be read: %s", guild, away);
            var last = before == null ? GuildSettings.KEY.defaults().prefix() : before.prefix();
            return new Known(last, System.nanoTime());
        }
    }
}
