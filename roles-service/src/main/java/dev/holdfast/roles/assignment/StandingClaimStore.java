package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What some sources want, of many members at once. */
final class StandingClaimStore {

    /**
     * Rows that somebody put back do not count: whoever wants them claims again, which mends it.
     * Row by row as in {@link ClaimStore}.
     */
    private static final String OF_MEMBERS =
            """
            select c.user_id, c.role_id, c.source, c.kind, c.since, c.until, c.reason from claim c
            cross join lateral (
                select from assignment a
                where a.guild_id = app_guild() and a.user_id = c.user_id and a.role_id = c.role_id
                  and c.source = any (case c.kind when 'claim' then a.claims else a.vetoes end) offset 0) listed
            where c.guild_id = app_guild() and c.user_id = any(:users) and c.source = any(:sources)
              and c.withdrawn_at is null
            order by c.user_id, c.role_id, c.source
            """;

    private static final String HOLDERS =
            """
            select source, count(*) as many from claim
            where guild_id = app_guild() and source = any(:sources) and withdrawn_at is null and kind = 'claim'
            group by source
            """;

    /** What a restore or somebody's hand put back. */
    private static final String UNLISTED =
            """
            select c.* from claim c
            left join assignment a
              on a.guild_id = app_guild() and a.user_id = c.user_id and a.role_id = c.role_id
            where c.guild_id = app_guild() and c.user_id > :after and c.withdrawn_at is null
              and (a.guild_id is null or c.source <> all (case c.kind when 'claim' then a.claims else a.vetoes end))
            order by c.user_id, c.role_id, c.source limit :most
            """;

    private StandingClaimStore() {}

    static List<StandingClaim> ofMembers(
            UnitOfWork work, Collection<UserId> users, Collection<Source> sources) {
        return work.handle()
                .createQuery(OF_MEMBERS)
                .bindArray("users", Long.class, users.stream().map(UserId::value).toArray())
                .bindArray("sources", String.class, texts(sources))
                .map((row, _) -> read(row))
                .list();
    }

    /** Claims that stand and count for nothing, in the order of the members. */
    static List<RoleClaim> unlisted(UnitOfWork work, long after, int most) {
        return work.handle()
                .createQuery(UNLISTED)
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> claim(row))
                .list();
    }

    private static RoleClaim claim(ResultSet row) throws SQLException {
        var until = row.getTimestamp("until");
        return new RoleClaim(
                new UserId(row.getLong("user_id")),
                new RoleId(row.getLong("role_id")),
                Source.parse(row.getString("source")),
                ColumnNames.read(RoleClaim.Kind.class, row.getString("kind")),
                until == null ? null : until.toInstant(),
                ColumnNames.read(RoleClaim.OnUndo.class, row.getString("on_undo")),
                row.getString("reason"),
                Urgency.PATIENT);
    }

    static Map<Source, Long> holders(UnitOfWork work, Collection<Source> sources) {
        return work
                .handle()
                .createQuery(HOLDERS)
                .bindArray("sources", String.class, texts(sources))
                .map((row, _) ->
                        Map.entry(Source.parse(row.getString("source")), row.getLong("many")))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Object[] texts(Collection<Source> sources) {
        return sources.stream().map(Source::toString).toArray();
    }

    private static StandingClaim read(ResultSet row) throws SQLException {
        var until = row.getTimestamp("until");
        return new StandingClaim(
                new UserId(row.getLong("user_id")),
                new RoleId(row.getLong("role_id")),
                Source.parse(row.getString("source")),
                RoleClaim.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getTimestamp("since").toInstant(),
                until == null ? null : until.toInstant(),
                row.getString("reason"));
    }
}
