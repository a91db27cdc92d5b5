package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.EventHandler;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.gateway.DiscordRead;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.MemberEvent;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Urgency;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Knows who owns each guild and where the bot stands: reads it from Discord when a role or a bot's
 * member changes, and every few hours, since nothing tells of a new owner.
 */
@Singleton
final class PlaceKeeper implements EventHandler {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final Duration BETWEEN_READS = Duration.ofHours(6);
    private static final int MOST_GUILDS = 20;

    private final GrantChecks grants;
    private final UnitsOfWork units;
    private final WorkerConnection worker;
    private final DatabaseStart start;
    private final Clock clock;
    private final PollingLoop rounds;

    PlaceKeeper(
            GrantChecks grants,
            UnitsOfWork units,
            WorkerConnection worker,
            DatabaseStart start,
            Clock clock,
            PollingLoops loops) {
        this.grants = grants;
        this.units = units;
        this.worker = worker;
        this.start = start;
        this.clock = clock;
        this.rounds = loops.every("role-place", PAUSE, this::round);
    }

    @Override
    public Set<EventKind> kinds() {
        return Set.of(
                EventKind.GUILD_JOINED,
                EventKind.GUILD_SEEN,
                EventKind.GUILD_LEFT,
                EventKind.ROLE_CHANGED,
                EventKind.ROLE_DELETED,
                EventKind.MEMBER_CHANGED);
    }

    @Override
    public void handle(EventEnvelope note, UnitOfWork work) {
        if (note.event() instanceof GuildEvent.GuildLeft) {
            PlaceStore.drop(work);
            return;
        }
        var isOfPerson =
                note.event() instanceof MemberEvent.MemberChanged(var member, _) && !member.bot();
        if (!isOfPerson) {
            PlaceStore.want(work);
            work.afterCommit(rounds::nudge);
        }
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }

    private void round() throws InterruptedException {
        if (!(start.state() instanceof DatabaseStart.State.Ready)) {
            return;
        }
        EachGuild.go(PlaceStore.due(worker, MOST_GUILDS), "role-place", this::read);
    }

    /** What cannot be read now is tried again when its claim is over. */
    private void read(GuildId guild) throws InterruptedException {
        var cause = OperationKey.of("role-place:" + clock.instant());
        var generation = units.write(guild, cause, work -> PlaceStore.claim(work, CLAIM));
        if (generation.isEmpty()) {
            return;
        }
        var read = grants.read(guild, Urgency.PATIENT);
        units.write(
                guild,
                cause,
                work -> {
                    take(work, generation.get(), read);
                    return guild;
                });
    }

    /**
     * Where Discord says that there is no such guild or that we may not see it, it is left in peace
     * for hours: it counts such requests, and blocks those who make many.
     */
    void take(UnitOfWork work, long generation, DiscordRead<Hierarchy> read) {
        switch (read) {
            case DiscordRead.Found<Hierarchy>(var hierarchy, _) -> {
                grants.remember(work, hierarchy);
                PlaceStore.done(work, generation, BETWEEN_READS);
            }
            case DiscordRead.Missing<Hierarchy> _, DiscordRead.Forbidden<Hierarchy> _ ->
                    PlaceStore.done(work, generation, BETWEEN_READS);
            case DiscordRead.Away<Hierarchy>(_, var wait) -> {
                if (wait.compareTo(CLAIM) > 0) {
                    PlaceStore.done(work, generation, wait);
                }
            }
        }
    }
}
