package dev.holdfast.gateway.prefix;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are to be taken back. Every method throws {@link
 * dev.holdfast.kit.problem.Unavailable} while PostgreSQL is away.
 */
@Singleton
record TemporaryReplyStore(WorkerConnection worker) {

    private static final String WRITE =
            """
            insert into passing_reply (guild_id, channel_id, asked_id, ready_at)
            values (:guild, :channel, :asked, work_now() + make_interval(secs => :stays))
            on conflict (guild_id, asked_id) do update set ready_at = excluded.ready_at, attempt = 0
            """;

    /** It stays as long from when it is there, however long it waited to be sent. */
    private static final String SENT =
            """
            update passing_reply
            set reply_id = :reply, ready_at = work_now() + make_interval(secs => :stays), attempt = 0
            where guild_id = :guild and asked_id = :asked
            """;

    private static final String SHORTEN =
            """
            update passing_reply
            set ready_at = least(ready_at, work_now() + make_interval(secs => :stays))
            where guild_id = :guild and reply_id = :reply
            """;

    private static final String CLAIM =
            """
            with due as (
                select guild_id, asked_id from passing_reply
                where ready_at <= work_now()
                order by ready_at
                limit :most
                for update skip locked)
            update passing_reply p set attempt = p.attempt + 1, ready_at = work_now() + make_interval(secs => :claim)
            from due
            where p.guild_id = due.guild_id and p.asked_id = due.asked_id
            returning p.guild_id, p.channel_id, p.asked_id, p.reply_id, p.attempt
            """;

    /** One that was sent anew meanwhile has begun again. */
    private static final String END =
            "delete from passing_reply where guild_id = :guild and asked_id = :asked and attempt = :attempt";

    /**
     * One whose time has come.
     *
     * @param reply {@code null}: nobody knows whether it was sent
     */
    record Row(long guild, long channel, long asked, @Nullable Long reply, int attempt) {}

    void write(GuildId guild, ChannelId channel, String asked, Duration stays) {
        worker.commit(handle ->
                handle.createUpdate(WRITE)
                        .bind("guild", guild.value())
                        .bind("channel", channel.value())
                        .bind("asked", Long.parseLong(asked))
                        .bind("stays", stays.toMillis() / 1_000.0)
                        .execute());
    }

    void sent(GuildId guild, String asked, String reply, Duration stays) {
        worker.commit(handle ->
                handle.createUpdate(SENT)
                        .bind("guild", guild.value())
                        .bind("asked", Long.parseLong(asked))
                        .bind("reply", Long.parseLong(reply))
                        .bind("stays", stays.toMillis() / 1_000.0)
                        .execute());
    }

    /** It stays no longer than that from now on. */
    void shorten(GuildId guild, String reply, Duration stays) {
        worker.commit(handle ->
                handle.createUpdate(SHORTEN)
                        .bind("guild", guild.value())
                        .bind("reply", Long.parseLong(reply))
                        .bind("stays", stays.toMillis() / 1_000.0)
                        .execute());
    }

    /** Claims some that are due; what is not ended by then, another claims. */
    List<Row> claim(int most, Duration claim) {
        return worker.commit(handle ->
                handle.createQuery(CLAIM)
                        .bind("most", most)
                        .bind("claim", claim.toMillis() / 1_000.0)
                        .map((row, _) -> row(row))
                        .list());
    }

    void end(Row row) {
        worker.commit(handle ->
                handle.createUpdate(END)
                        .bind("guild", row.guild())
                        .bind("asked", row.asked())
                        .bind("attempt", row.attempt())
                        .execute());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("guild_id"),
                row.getLong("channel_id"),
                row.getLong("asked_id"),
                row.getObject("reply_id", Long.class),
                row.getInt("attempt"));
    }
}
