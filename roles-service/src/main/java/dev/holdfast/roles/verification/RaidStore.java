package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The gate that closes when too many join at once; one row for each guild. */
final class RaidStore {

    private static final String FIND = "select * from raid_gate where guild_id = app_guild()";
    private static final String CLOSE =
            """
            insert into raid_gate as g (guild_id, generation, began_at, busy_at, kept)
            values (app_guild(), 1, work_now(), work_now(), :kept)
            on conflict (guild_id) do update
            set generation = g.generation + 1, began_at = work_now(), busy_at = work_now(), kept = :kept,
                ended_at = null, ended_by = null, invites = 'asked', channel_id = null, message_id = null
            where g.ended_at is not null
            returning generation
            """;
    private static final String BUSY =
            """
            update raid_gate set busy_at = work_now() where guild_id = app_guild() and ended_at is null
            """;
    private static final String KEEP =
            """
            update raid_gate set kept = true
            where guild_id = app_guild() and generation = :generation and ended_at is null
            """;
    private static final String END =
            """
            update raid_gate set ended_at = work_now(), ended_by = :by
            where guild_id = app_guild() and generation = :generation and ended_at is null
            """;
    private static final String INVITES =
            """
            update raid_gate set invites = :invites
            where guild_id = app_guild() and generation = :generation and ended_at is null and invites <> :invites
            """;
    private static final String POSTED =
            """
            update raid_gate set channel_id = :channel, message_id = :message
            where guild_id = app_guild() and generation = :generation
            """;

    /**
     * How the gate stands.
     *
     * @param generation how many times it was closed
     * @param busy when too many joined last
     * @param kept whether it stays closed until somebody ends it
     * @param ended {@code null}: it is closed
     * @param by who ended it, 0 where they were forgotten; {@code null}: nobody had to, or it is
     *     closed
     * @param invites what became of pausing them
     */
    record Gate(
            long generation,
            Instant began,
            Instant busy,
            boolean kept,
            @Nullable Instant ended,
            @Nullable UserId by,
            Invites invites,
            Optional<Message> card) {

        boolean closed() {
            return ended == null;
        }
    }

    /** What Discord says to pausing them. */
    enum Invites {
        ASKED,
        PAUSED,
        REFUSED
    }

    /** The card that told of it. */
    record Message(ChannelId channel, MessageId message) {}

    private RaidStore() {}

    static Optional<Gate> find(UnitOfWork work) {
        return work.handle().createQuery(FIND).map((row, _) -> read(row)).findOne();
    }

    /** The closed gate's generation; empty: it is closed already. */
    static OptionalLong close(UnitOfWork work, boolean kept) {
        var generation =
                work.handle().createQuery(CLOSE).bind("kept", kept).mapTo(Long.class).findOne();
        work.wrote(generation.isPresent() ? 1 : 0);
        return generation.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    static void busy(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(BUSY).execute());
    }

    /** Whether that gate is closed. */
    static boolean keep(UnitOfWork work, long generation) {
        var rows = work.handle().createUpdate(KEEP).bind("generation", generation).execute();
        work.wrote(rows);
        return rows == 1;
    }

    /** Whether that gate was closed until now. */
    static boolean end(UnitOfWork work, long generation, @Nullable UserId by) {
        var rows =
                work.handle()
                        .createUpdate(END)
                        .bind("generation", generation)
                        .bind("by", by == null ? null : by.value())
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    /** Whether that gate is closed and this is news. */
    static boolean invites(UnitOfWork work, long generation, Invites invites) {
        var rows =
                work.handle()
                        .createUpdate(INVITES)
                        .bind("generation", generation)
                        .bind("invites", invites.name().toLowerCase(Locale.ROOT))
                        .execute();
        work.wrote(rows);
        return rows == 1;
    }

    static void posted(UnitOfWork work, long generation, Message card) {
        work.wrote(
                work.handle()
                        .createUpdate(POSTED)
                        .bind("generation", generation)
                        .bind("channel", card.channel().value())
                        .bind("message", card.message().value())
                        .execute());
    }

    private static Gate read(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        var by = row.getObject("ended_by", Long.class);
        var message = row.getObject("message_id", Long.class);
        return new Gate(
                row.getLong("generation"),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("busy_at").toInstant(),
                row.getBoolean("kept"),
                ended == null ? null : ended.toInstant(),
                by == null ? null : new UserId(by),
                Invites.valueOf(row.getString("invites").toUpperCase(Locale.ROOT)),
                message == null
                        ? Optional.empty()
                        : Optional.of(
                                new Message(
                                        new ChannelId(row.getLong("channel_id")),
                                        new MessageId(message))));
    }
}
