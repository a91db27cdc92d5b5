package dev.holdfast.economy.earning;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;

/** When members last took what, decided in the database; and the service's heartbeat. */
@Singleton
final class EarningStore {

    private static final String TAKE =
            """
            select outcome, streak, next_at, kept_until
            from take_claim(
                :member, :kind,
                make_interval(secs => :cooldown), make_interval(secs => :patience))
            """;
    private static final String TAKEN =
            """
            select kind, claimed_at from claim
            where guild_id = app_guild() and user_id = :member and claimed_at is not null
            """;
    private static final String BEAT =
            """
            select 1 from beat()
            """;

    /**
     * Takes it, unless its cooldown still runs.
     *
     * @param window from one claim to the end of the streak, our outages not counted
     */
    EarningClaim take(
            UnitOfWork work, UserId member, String kind, Duration cooldown, Duration window) {
        var claim =
                work.handle()
                        .createQuery(TAKE)
                        .bind("member", member.value())
                        .bind("kind", kind)
                        .bind("cooldown", (double) cooldown.toSeconds())
                        .bind("patience", (double) window.toSeconds())
                        .map((row, _) -> claim(row))
                        .one();
        if (claim instanceof EarningClaim.Taken) {
            work.wrote(1);
        }
        return claim;
    }

    /** When the member last took what, by kind. */
    Map<String, Instant> taken(UnitOfWork work, UserId member) {
        return work
                .handle()
                .createQuery(TAKEN)
                .bind("member", member.value())
                .map((row, _) -> Map.entry(row.getString("kind"), instant(row, "claimed_at")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void beat(UnitOfWork work) {
        work.handle().createQuery(BEAT).mapTo(Integer.class).one();
        work.wrote(1);
    }

    private static EarningClaim claim(ResultSet row) throws SQLException {
        return switch (row.getString("outcome")) {
            case "taken" ->
                    new EarningClaim.Taken(
                            row.getInt("streak"),
                            instant(row, "next_at"),
                            instant(row, "kept_until"));
            case "cooling" ->
                    new EarningClaim.Cooling(
                            row.getInt("streak"),
                            instant(row, "next_at"),
                            instant(row, "kept_until"));
            case String other -> throw new IllegalStateException("take_claim said " + other);
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
