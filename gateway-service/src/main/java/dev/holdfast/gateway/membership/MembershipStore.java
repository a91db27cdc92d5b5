package dev.holdfast.gateway.membership;

import dev.holdfast.kit.protocol.GuildId;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Guilds and when they were left. */
final class MembershipStore {

    private static final String PRESENT =
            """
            insert into membership as known (guild_id)
            select guild_id from unnest(:guilds) as present (guild_id) order by guild_id
            on conflict (guild_id) do update set left_at = null where known.left_at is not null
            """;

    /** A guild that was never noted has been left all the same. */
    private static final String LEFT =
            """
            with noted as (
                insert into membership (guild_id) values (:guild) on conflict do nothing
            )
            update membership set left_at = coalesce(left_at, work_now()) where guild_id = :guild
            """;

    private static final String MISSING =
            """
            select guild_id from membership
            where left_at is null and guild_id <> all (:guilds)
              and mod(guild_id >> 22, :shards) = :shard
            order by guild_id
            """;

    private static final String AFTER =
            "select guild_id from membership where guild_id > :after order by guild_id limit :page";
    private static final String FORGETTABLE =
            """
            select guild_id from membership
            where left_at <= work_now() - interval '30 days'
              and (forgotten_at is null or forgotten_at < left_at
                or forgotten_at <= work_now() - interval '7 days')
            order by guild_id limit :page
            """;
    private static final String IS_FORGETTABLE =
            """
            select exists (
                select from membership where guild_id = :guild and left_at <= work_now() - interval '30 days')
            """;
    private static final String FORGOTTEN =
            "update membership set forgotten_at = work_now() where guild_id = :guild";

    private MembershipStore() {}

    static List<GuildId> after(Handle worker, long after, int page) {
        return worker.createQuery(AFTER)
                .bind("after", after)
                .bind("page", page)
                .mapTo(Long.class)
                .map(GuildId::new)
                .list();
    }

    static List<GuildId> forgettable(Handle worker, int page) {
        return worker.createQuery(FORGETTABLE)
                .bind("page", page)
                .mapTo(Long.class)
                .map(GuildId::new)
                .list();
    }

    static boolean isForgettable(Handle worker, GuildId guild) {
        return worker.createQuery(IS_FORGETTABLE)
                .bind("guild", guild.value())
                .mapTo(Boolean.class)
                .one();
    }

    static int forgotten(Handle worker, GuildId guild) {
        return worker.createUpdate(FORGOTTEN).bind("guild", guild.value()).execute();
    }

    static int present(Handle worker, Collection<GuildId> guilds) {
        return worker.createUpdate(PRESENT).bindArray("guilds", Long.class, ids(guilds)).execute();
    }

    static int left(Handle worker, GuildId guild) {
        return worker.createUpdate(LEFT).bind("guild", guild.value()).execute();
    }

    static List<GuildId> missing(Handle worker, Collection<GuildId> listed, int shard, int shards) {
        return worker.createQuery(MISSING)
                .bindArray("guilds", Long.class, ids(listed))
                .bind("shard", shard)
                .bind("shards", shards)
                .mapTo(Long.class)
                .map(GuildId::new)
                .list();
    }

    private static List<Long> ids(Collection<GuildId> guilds) {
        return guilds.stream().map(GuildId::value).toList();
    }
}
