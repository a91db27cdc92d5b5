package dev.holdfast.gateway.person;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Orders to forget: added in a guild's unit of work, claimed across guilds. */
final class ForgetOrderStore {

    /** Asking again begins again. */
    private static final String ADD =
            """
            insert into forget_order (guild_id, user_id, service, everywhere, as_of)
            select app_guild(), :user, service, :everywhere, work_now() from unnest(:services) as service
            on conflict (guild_id, user_id, service) do update
            set as_of = excluded.as_of, after_guild = -1, failures = 0, ready_at = work_now(), done_at = null,
                attempt = forget_order.attempt + 1
            """;

    private static final String ADD_GUILD =
            """
            insert into forget_order (guild_id, user_id, service, everywhere, as_of)
            select :guild, 0, service, false, work_now() from unnest(:services) as service
            on conflict do nothing
            """;
    private static final String CLAIM =
            """
            update forget_order set attempt = attempt + 1, ready_at = work_now() + make_interval(secs => :lease)
            where (guild_id, user_id, service) in (
                select guild_id, user_id, service from forget_order where ready_at <= work_now()
                order by ready_at limit :most for update skip locked)
            returning *
            """;
    private static final String PROGRESS =
            """
            update forget_order
            set after_guild = :after, failures = 0, ready_at = work_now() + make_interval(secs => :lease)
            where guild_id = :guild and user_id = :user and service = :service and attempt = :attempt
            """;
    private static final String PUT_OFF =
            """
            update forget_order
            set failures = failures + :failures, ready_at = work_now() + make_interval(secs => :wait)
            where guild_id = :guild and user_id = :user and service = :service and attempt = :attempt
            """;
    private static final String DONE =
            """
            update forget_order set done_at = work_now()
            where guild_id = :guild and user_id = :user and service = :service and attempt = :attempt
            """;

    /** All of a person's at once, when all are done. */
    private static final String END =
            """
            delete from forget_order
            where guild_id = app_guild() and user_id = :user and not exists (
                select from forget_order open
                where open.guild_id = app_guild() and open.user_id = :user and open.done_at is null)
            """;

    private static final String CANCEL =
            "delete from forget_order where guild_id = :guild and user_id = 0";

    private ForgetOrderStore() {}

    static void add(UnitOfWork work, UserId user, boolean everywhere, List<String> services) {
        work.write(
                services.size(),
                work.handle()
                        .createUpdate(ADD)
                        .bind("user", user.value())
                        .bind("everywhere", everywhere)
                        .bindArray("services", String.class, services));
    }

    static int addGuild(Handle worker, GuildId guild, List<String> services) {
        return worker.createUpdate(ADD_GUILD)
                .bind("guild", guild.value())
                .bindArray("services", String.class, services)
                .execute();
    }

    static List<ForgetOrder> claim(Handle worker, Duration lease, int most) {
        return worker.createQuery(CLAIM)
                .bind("lease", (double) lease.toSeconds())
                .bind("most", most)
                .map((row, _) -> order(row))
                .list();
    }

    /** Whether the claim still holds. */
    static boolean progress(Handle worker, ForgetOrder order, long after, Duration lease) {
        return worker.createUpdate(PROGRESS)
                        .bind("service", order.service())
                        .bind("attempt", order.attempt())
                        .bind("guild", order.guild().value())
                        .bind("user", order.user().value())
                        .bind("after", after)
                        .bind("lease", (double) lease.toSeconds())
                        .execute()
                == 1;
    }

    static int putOff(Handle worker, ForgetOrder order, Duration wait, int failures) {
        return worker.createUpdate(PUT_OFF)
                .bind("service", order.service())
                .bind("attempt", order.attempt())
                .bind("guild", order.guild().value())
                .bind("user", order.user().value())
                .bind("wait", (double) wait.toSeconds())
                .bind("failures", failures)
                .execute();
    }

    static int done(Handle worker, ForgetOrder order) {
        return worker.createUpdate(DONE)
                .bind("service", order.service())
                .bind("attempt", order.attempt())
                .bind("guild", order.guild().value())
                .bind("user", order.user().value())
                .execute();
    }

    static int cancel(Handle worker, GuildId guild) {
        return worker.createUpdate(CANCEL).bind("guild", guild.value()).execute();
    }

    /** Whether that was the end of it. */
    static boolean end(UnitOfWork work, UserId user) {
        var ended = work.handle().createUpdate(END).bind("user", user.value()).execute();
        work.wrote(ended);
        return ended > 0;
    }

    private static ForgetOrder order(ResultSet row) throws SQLException {
        return new ForgetOrder(
                new GuildId(row.getLong("guild_id")),
                new UserId(row.getLong("user_id")),
                row.getString("service"),
                row.getBoolean("everywhere"),
                row.getObject("as_of", OffsetDateTime.class).toInstant(),
                row.getLong("after_guild"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getObject("done_at") != null);
    }
}
