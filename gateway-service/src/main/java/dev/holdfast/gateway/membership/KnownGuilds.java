package dev.holdfast.gateway.membership;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The guilds that may have data: those the bot is in, and those it left. Every method throws {@link
 * Unavailable} while PostgreSQL is away. Thread-safe.
 */
@Singleton
public final class KnownGuilds {

    private final WorkerConnection worker;

    KnownGuilds(WorkerConnection worker) {
        this.worker = worker;
    }

    /** Those behind this id, in order, at most so many. */
    public List<GuildId> after(long id, int page) {
        return worker.commit(handle -> MembershipStore.after(handle, id, page));
    }

    /**
     * Those that were left 30 days ago or earlier, and not forgotten since, or a week ago.
     *
     * @param page at most so many
     */
    public List<GuildId> forgettable(int page) {
        return worker.commit(handle -> MembershipStore.forgettable(handle, page));
    }

    /** Whether the guild has been left for 30 days; not so once the bot is back. */
    public boolean isForgettable(GuildId guild) {
        return worker.commit(handle -> MembershipStore.isForgettable(handle, guild));
    }

    /** Notes that it is seen to. */
    public void forgotten(GuildId guild) {
        worker.commit(handle -> MembershipStore.forgotten(handle, guild));
    }
}
