package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Messages that show menus. */
final class PostStore {

    private static final String ADD =
            """
            insert into menu_post (guild_id, menu_id, channel_id, revision, posted_at)
            values (app_guild(), :menu, :channel, :revision, work_now()) returning post_id
            """;
    private static final String LOOK =
            "select * from menu_post where guild_id = app_guild() and post_id = :post";
    private static final String DUE =
            "select guild_id, post_id, read_at from menu_post where read_at <= work_now() order by read_at limit :most";
    private static final String READ_AGAIN =
            "update menu_post set read_at = work_now() where guild_id = app_guild() and post_id = :post";
    private static final String CHANGED_WHILE_READ = READ_AGAIN + " and read_at <= work_now()";

    /** Unless it is to be read for another reason since. */
    private static final String WAS_READ =
            """
            update menu_post set read_at = null, read_fails = 0
            where guild_id = app_guild() and post_id = :post and read_at = :seen
            """;

    private static final String PUT_OFF =
            """
            update menu_post set read_at = work_now() + interval '1 minute'
            where guild_id = app_guild() and post_id = :post and read_at = :seen
            """;

    /** After 1, 2, 4 and at most 64 minutes. */
    private static final String LATER =
            """
            update menu_post set read_fails = read_fails + 1, read_at = work_now()
                + greatest(:wait * interval '1 ms', power(2, least(read_fails, 6)) * interval '1 minute')
            where guild_id = app_guild() and post_id = :post and read_at = :seen
            """;

    private static final String READ_ALL =
            """
            update menu_post set read_at = work_now()
            where guild_id = app_guild() and message_id is not null and exists (
                select from menu where menu.guild_id = app_guild() and menu.menu_id = menu_post.menu_id and kind = 'reactions')
            """;
    private static final String FIND =
            "select * from menu_post where guild_id = app_guild() and post_id = :post for update";
    private static final String OF_MENU =
            "select * from menu_post where guild_id = app_guild() and menu_id = :menu order by post_id for update";
    private static final String OF_MESSAGE =
            "select * from menu_post where guild_id = app_guild() and message_id = :message";
    private static final String SENT =
            """
            update menu_post set message_id = :message, busy = false
            where guild_id = app_guild() and post_id = :post
            """;
    private static final String DRAWN =
            """
            update menu_post set revision = :revision, busy = true
            where guild_id = app_guild() and post_id = :post
            """;
    private static final String FORGET =
            "delete from menu_post where guild_id = app_guild() and post_id = :post";
    private static final String FORGET_MESSAGE =
            "delete from menu_post where guild_id = app_guild() and message_id = :message";
    private static final String FORGET_CHANNEL =
            "delete from menu_post where guild_id = app_guild() and channel_id = :channel";

    private static final String COUNT =
            "select count(*) from menu_post where guild_id = app_guild()";
    private static final String LOST =
            COUNT + " and message_id is null and posted_at < work_now() - interval '1 day'";

    /**
     * A message.
     *
     * @param message {@code null}: Discord has not taken it yet
     * @param revision of the menu that it shows, or will once the edit under way is done
     * @param busy whether something about it is under way
     */
    record Post(
            long id,
            long menu,
            ChannelId channel,
            @Nullable MessageId message,
            long revision,
            boolean busy) {}

    /**
     * One whose reactions are to be read.
     *
     * @param seen since when; another instant is another reason
     */
    record Due(GuildId guild, long post, Instant seen) {}

    private PostStore() {}

    static List<Due> due(WorkerConnection worker, int most) {
        return worker.commit(handle ->
                handle.createQuery(DUE)
                        .bind("most", most)
                        .map((row, context) ->
                                new Due(
                                        new GuildId(row.getLong("guild_id")),
                                        row.getLong("post_id"),
                                        row.getTimestamp("read_at").toInstant()))
                        .list());
    }

    static Optional<Post> look(UnitOfWork work, long post) {
        return work.handle()
                .createQuery(LOOK)
                .bind("post", post)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Its reactions are to be read. */
    static void readAgain(UnitOfWork work, long post) {
        work.wrote(work.handle().createUpdate(READ_AGAIN).bind("post", post).execute());
    }

    /** Where its reactions are being read, what was read may be older than this. */
    static void changedWhileRead(UnitOfWork work, long post) {
        work.wrote(work.handle().createUpdate(CHANGED_WHILE_READ).bind("post", post).execute());
    }

    /** Whether nothing else happened meanwhile. */
    static boolean wasRead(UnitOfWork work, Due due) {
        return settle(work, due, work.handle().createUpdate(WAS_READ));
    }

    /** It cannot be read yet. */
    static void putOff(UnitOfWork work, Due due) {
        settle(work, due, work.handle().createUpdate(PUT_OFF));
    }

    /** It could not be read; each time in a row the pause grows. */
    static void later(UnitOfWork work, Due due, Duration wait) {
        settle(work, due, work.handle().createUpdate(LATER).bind("wait", wait.toMillis()));
    }

    private static boolean settle(UnitOfWork work, Due due, Update update) {
        var rows = update.bind("post", due.post()).bind("seen", due.seen()).execute();
        work.wrote(rows);
        return rows == 1;
    }

    /** Those of all messages of the guild are to be read. */
    static void readAllAgain(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(READ_ALL).execute());
    }

    static long add(UnitOfWork work, Menu menu, ChannelId channel) {
        var post =
                work.handle()
                        .createQuery(ADD)
                        .bind("menu", menu.id())
                        .bind("channel", channel.value())
                        .bind("revision", menu.revision())
                        .mapTo(Long.class)
                        .one();
        work.wrote(1);
        return post;
    }

    static Optional<Post> find(UnitOfWork work, long post) {
        return work.handle()
                .createQuery(FIND)
                .bind("post", post)
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Post> ofMenu(UnitOfWork work, long menu) {
        return work.handle()
                .createQuery(OF_MENU)
                .bind("menu", menu)
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<Post> ofMessage(UnitOfWork work, MessageId message) {
        return work.handle()
                .createQuery(OF_MESSAGE)
                .bind("message", message.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** It shows what was ordered last. */
    static void settled(UnitOfWork work, long post, MessageId message) {
        work.write(
                1,
                work.handle()
                        .createUpdate(SENT)
                        .bind("post", post)
                        .bind("message", message.value()));
    }

    /** An edit is under way, after which it shows that revision. */
    static void drawn(UnitOfWork work, long post, long revision) {
        work.write(
                1, work.handle().createUpdate(DRAWN).bind("post", post).bind("revision", revision));
    }

    static void forget(UnitOfWork work, long post) {
        work.wrote(work.handle().createUpdate(FORGET).bind("post", post).execute());
    }

    static void forgetMessage(UnitOfWork work, MessageId message) {
        work.wrote(
                work.handle()
                        .createUpdate(FORGET_MESSAGE)
                        .bind("message", message.value())
                        .execute());
    }

    static void forgetChannel(UnitOfWork work, ChannelId channel) {
        work.wrote(
                work.handle()
                        .createUpdate(FORGET_CHANNEL)
                        .bind("channel", channel.value())
                        .execute());
    }

    static long count(UnitOfWork work) {
        return work.handle().createQuery(COUNT).mapTo(Long.class).one();
    }

    /** Those that have been on their way for over a day. */
    static long lost(UnitOfWork work) {
        return work.handle().createQuery(LOST).mapTo(Long.class).one();
    }

    private static Post read(ResultSet row) throws SQLException {
        var message = row.getLong("message_id");
        var sent = row.wasNull() ? null : new MessageId(message);
        return new Post(
                row.getLong("post_id"),
                row.getLong("menu_id"),
                new ChannelId(row.getLong("channel_id")),
                sent,
                row.getLong("revision"),
                row.getBoolean("busy"));
    }
}
