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
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;

/**
 * What guilds set, known for a few seconds and then read again in the background, so that nobody
 * waits for the database but a guild's first. Safe for any thread.
 */
@Singleton
final class KnownSettings {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration KEPT_UNUSED = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final int MOST = 10_000;
    private static final UserId NOBODY = new UserId(0);

    private final UnitsOfWork work;
    private final LoadingCache<GuildId, GuildSettings> known;
    private final ConcurrentMap<GuildId, Thread> loading = new ConcurrentHashMap<>();

    KnownSettings(UnitsOfWork work) {
        this.work = work;
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(MOST)
                        .refreshAfterWrite(FRESH)
                        .expireAfterAccess(KEPT_UNUSED)
                        .executor(task -> BackgroundTask.start("guild-settings", task::run))
                        .build(this::read);
    }

    /**
     * While the database is away, what was known goes on to hold.
     *
     * @throws Unavailable where nothing was known then
     */
    GuildSettings of(GuildId guild) {
        return known.get(guild);
    }

    /** The same without a long wait: empty where it cannot be said within a quarter of a second. */
    Optional<GuildSettings> soon(GuildId guild) throws InterruptedException {
        var now = known.getIfPresent(guild);
        if (now != null) {
            return Optional.of(now);
        }
        loading.computeIfAbsent(guild, this::load).join(PATIENCE);
        return Optional.ofNullable(known.getIfPresent(guild));
    }

    /** One at a time for a guild, however many wait for it. */
    private Thread load(GuildId guild) {
        return BackgroundTask.start(
                "guild-settings",
                () -> {
                    try {
                        unlessAway(() -> {
                            var _ = known.get(guild);
                        });
                    } finally {
                        loading.remove(guild);
                    }
                });
    }

    /**
     * It may have changed them: read anew, for a quarter of a second before its answer is shown.
     */
    void refresh(@Observes Invocation ran) {
        var guild = ran.guild();
        if (known.getIfPresent(guild) == null) {
            return;
        }
        try {
            BackgroundTask.start("guild-settings", () -> unlessAway(() -> reread(guild)))
                    .join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A restore changed them. */
    void refresh(GuildId guild) {
        if (known.getIfPresent(guild) != null) {
            BackgroundTask.start("guild-settings", () -> unlessAway(() -> reread(guild)));
        }
    }

    /** Put, so that a reading that began before does not count. */
    private void reread(GuildId guild) {
        known.put(guild, read(guild));
    }

    private static void unlessAway(Runnable reading) {
        try {
            reading.run();
        } catch (Unavailable e) {
            LOG.debugf("a guild's settings could not be read: %s", e.getMessage());
        }
    }

    private GuildSettings read(GuildId guild) {
        return work.read(guild, NOBODY, unit -> unit.settings(GuildSettings.KEY));
    }
}
