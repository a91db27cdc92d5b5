package dev.holdfast.gateway.guild;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.BackgroundTask;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What commands in a guild's messages begin with. Known for a few seconds and then read again in
 * the background, so that no message waits for the database but a guild's first. Safe for any
 * thread.
 */
@Singleton
public final class Prefixes {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(10);
    private static final int MOST = 10_000;
    private static final UserId NOBODY = new UserId(0);

    private final UnitsOfWork work;
    private final LoadingCache<GuildId, String> known;

    @Inject
    Prefixes(UnitsOfWork work) {
        this.work = work;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .refreshAfterWrite(FRESH)
                        .expireAfterAccess(KEPT_UNUSED)
                        .executor(task -> BackgroundTask.start("prefix", task::run))
                        .build(this::read);
    }

    /** While the database is away, what was known goes on to hold. */
    public String of(GuildId guild) {
        if (guild.equals(GuildId.DIRECT)) {
            return GuildSettings.KEY.defaults().prefix();
        }
        try {
            return known.get(guild);
        } catch (Unavailable away) {
            LOG.warnf("the prefix of guild %s could not be read: %s", guild, away);
            return GuildSettings.KEY.defaults().prefix();
        }
    }

    void forget(@Observes Invocation ran) {
        known.invalidate(ran.guild());
    }

    private String read(GuildId guild) {
        return work.read(guild, NOBODY, unit -> unit.settings(GuildSettings.KEY)).prefix();
    }
}
