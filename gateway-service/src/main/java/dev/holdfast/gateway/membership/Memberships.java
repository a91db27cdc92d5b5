package dev.holdfast.gateway.membership;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.event.EventDispatcher;
import dev.holdfast.gateway.welcome.GuildArrival;
import dev.holdfast.gateway.welcome.Welcomes;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.loop.WorkQueue;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Notes which guilds the bot is in. A guild that Discord cannot serve right now has not been left;
 * one that is no longer listed when a session begins was left while nobody was connected. Safe for
 * any thread.
 */
@Singleton
final class Memberships implements EventListener {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final int MOST = 10_000;

    private final WorkerConnection worker;
    private final EventDispatcher events;
    private final Welcomes welcomes;
    private final WorkQueue<Noted> noted;

    /** What is to be written down, and the event that said it. */
    private record Noted(Change change, Ack ack) {}

    private sealed interface Change {

        record Present(GuildId guild, Optional<GuildArrival> arrival) implements Change {}

        record Left(GuildId guild) implements Change {}

        /** All guilds of a shard. */
        record Listed(List<GuildId> guilds, int shard, int shards) implements Change {}
    }

    Memberships(
            WorkerConnection worker,
            EventDispatcher events,
            Welcomes welcomes,
            PollingLoops loops) {
        this.worker = worker;
        this.events = events;
        this.welcomes = welcomes;
        this.noted = new WorkQueue<>(loops, "membership", MOST, this::write, Memberships::release);
    }

    @Override
    public void hear(String type, JsonNode data) {
        hear(type, data, Ack.NONE);
    }

    @Override
    public void hear(String type, JsonNode data, Ack ack) {
        switch (type) {
            case "READY" -> note(listed(data), ack);
            case "GUILD_CREATE" -> {
                if (!isUnavailable(data)) {
                    note(new Change.Present(guild(data), GuildArrival.of(data)), ack);
                }
            }
            case "GUILD_DELETE" -> {
                if (!isUnavailable(data)) {
                    note(new Change.Left(guild(data)), ack);
                }
            }
            default -> {
                // Nothing by which the bot comes or goes.
            }
        }
    }

    private static Change listed(JsonNode ready) {
        var guilds = ready.path("guilds").findValuesAsText("id").stream().map(GuildId::of).toList();
        var shard = ready.path("shard");
        return new Change.Listed(guilds, shard.path(0).asInt(0), shard.path(1).asInt(1));
    }

    private static boolean isUnavailable(JsonNode data) {
        return data.path("unavailable").asBoolean();
    }

    private static GuildId guild(JsonNode data) {
        return GuildId.of(data.path("id").asText());
    }

    /** What finds no room goes on counting as not heard. */
    private void note(Change change, Ack ack) {
        ack.keep();
        if (!noted.offer(new Noted(change, ack))) {
            LOG.errorf("not noted, there is too much of it: %s", change);
        }
    }

    void start(@Observes StartupEvent event) {
        noted.start();
    }

    @PreDestroy
    void stop() {
        noted.interrupt();
    }

    private void write(Noted next) {
        write(next.change());
        release(next);
    }

    private static void release(Noted next) {
        next.ack().release();
    }

    private void write(Change change) {
        switch (change) {
            case Change.Present(var guild, var arrival) -> {
                worker.commit(handle -> MembershipStore.present(handle, List.of(guild)));
                arrival.ifPresent(this::welcome);
            }
            case Change.Left(var guild) -> {
                LOG.infof("the bot is no longer in guild %s", guild);
                worker.commit(handle -> MembershipStore.left(handle, guild));
            }
            case Change.Listed listed -> compare(listed);
        }
    }

    /** That the guild is there counts, whatever comes of its welcome. */
    private void welcome(GuildArrival arrival) {
        try {
            welcomes.welcome(arrival);
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "guild %s is not welcomed", arrival.guild());
        }
    }

    private void compare(Change.Listed listed) {
        var missing =
                worker.commit(handle -> {
                    MembershipStore.present(handle, listed.guilds());
                    return MembershipStore.missing(
                            handle, listed.guilds(), listed.shard(), listed.shards());
                });
        missing.forEach(guild -> events.left(guild, onceTold(guild)));
    }

    /**
     * Written down only when services are sure to hear of it: until then the next start finds it.
     */
    private Ack onceTold(GuildId guild) {
        return new Ack() {
            private int keepers;

            @Override
            public synchronized void keep() {
                keepers++;
            }

            @Override
            public synchronized void release() {
                keepers--;
                if (keepers == 0) {
                    note(new Change.Left(guild), Ack.NONE);
                }
            }
        };
    }
}
