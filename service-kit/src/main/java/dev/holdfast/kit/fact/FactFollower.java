package dev.holdfast.kit.fact;

import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.GuildsWithRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.FactPage;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps copies of other services' facts up to date. It asks for a page outside of transactions; the
 * page's values, its cursor and the feature's reaction are one unit of work. Every instance does
 * so, and each page is applied once, because its cursor moves once. Thread-safe.
 */
@Singleton
public final class FactFollower {

    private static final Logger LOG = Logger.getLogger("holdfast.facts");
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final UserId NOBODY = new UserId(0);
    private static final int GUILDS_AT_A_TIME = 500;

    /** Of one guild in one round, so that the others' turn comes. */
    private static final int MOST_PAGES = 20;

    private final List<FollowedFact> followed;
    private final FactReader reader;
    private final UnitsOfWork units;
    private final GuildsWithRows guilds;
    private final DatabaseStart start;
    private final Clock clock;
    private final PollingLoop loop;

    FactFollower(
            @All List<FollowedFact> followed,
            FactReader reader,
            UnitsOfWork units,
            GuildsWithRows guilds,
            DatabaseStart start,
            Clock clock,
            PollingLoops loops) {
        this.followed = followed;
        this.reader = reader;
        this.units = units;
        this.guilds = guilds;
        this.start = start;
        this.clock = clock;
        this.loop = loops.every("facts", PAUSE, this::round);
    }

    /**
     * Begins to follow the fact in the unit's guild, with all there is; does nothing if it does.
     */
    public void follow(FollowedFact fact, UnitOfWork work) {
        new FollowedStore(fact).follow(work);
        work.afterCommit(loop::nudge);
    }

    /** Ends it in the unit's guild and drops what was kept. */
    public void unfollow(FollowedFact fact, UnitOfWork work) {
        new FollowedStore(fact).unfollow(work);
    }

    /** What is known of a member; empty: nothing, which says neither yes nor no. */
    public Optional<FactState> known(FollowedFact fact, UserId user, UnitOfWork work) {
        return new FollowedStore(fact).known(work, user);
    }

    void start(@Observes StartupEvent event) {
        if (!followed.isEmpty()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void round() throws InterruptedException {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        for (var fact : followed) {
            follow(fact);
        }
    }

    /** In all guilds; where the owner is away, the others would wait for nothing. */
    private void follow(FollowedFact fact) throws InterruptedException {
        var after = GuildsWithRows.NONE;
        var page = guilds.in(fact.table(), after, GUILDS_AT_A_TIME);
        while (!page.isEmpty()) {
            for (var guild : page) {
                if (!follow(fact, guild)) {
                    return;
                }
            }
            after = page.getLast().value();
            page = guilds.in(fact.table(), after, GUILDS_AT_A_TIME);
        }
    }

    /** Whether there is a point in asking for other guilds. */
    private boolean follow(FollowedFact fact, GuildId guild) throws InterruptedException {
        try {
            for (var pages = 0; pages < MOST_PAGES; pages++) {
                var cursor = units.read(guild, NOBODY, new FollowedStore(fact)::cursor);
                if (cursor.isEmpty()) {
                    return true;
                }
                switch (reader.changes(fact.fact(), guild, cursor.get())) {
                    case FactRead.Known<FactPage>(var page) -> {
                        if (!keep(fact, guild, cursor.get(), page) || !page.more()) {
                            return true;
                        }
                    }
                    case FactRead.Unknown<FactPage>(var why) -> {
                        LOG.debugf("nobody tells %s: %s", fact.fact(), why);
                        return false;
                    }
                    case FactRead.Away<FactPage>(var why, _) -> {
                        LOG.debugf("%s is not told now: %s", fact.fact(), why);
                        return false;
                    }
                }
            }
        } catch (Unavailable e) {
            LOG.debugf("%s of guild %s waits: %s", fact.fact(), guild, e.getMessage());
        }
        return true;
    }

    /** The cursor, the values and what follows from them, or nothing of it. */
    private boolean keep(FollowedFact fact, GuildId guild, String was, FactPage page) {
        var cause = OperationKey.of("fact-%s:%s".formatted(fact.fact(), clock.instant()));
        return units.write(
                guild,
                cause,
                work -> {
                    var store = new FollowedStore(fact);
                    if (!store.move(work, was, page)) {
                        return false;
                    }
                    var changed = store.keep(work, page);
                    if (!changed.isEmpty()) {
                        fact.changed(changed, work);
                    }
                    return true;
                });
    }
}
