package dev.holdfast.health.error;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.GuildId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The groups of errors. */
final class ErrorGroupStore {

    private static final String COLUMNS =
            """
            select group_id, service, fingerprint, state, state_since, count, system, logger, exception, message, frames,
                first_at, first_build, last_at, last_build, fixed_build, ignored_until, operation, instance, guilds
            from error_group
            """;
    private static final String ADD =
            """
            insert into error_group (service, fingerprint, state, state_since, count, system, logger, exception, message,
                frames, first_at, first_build, last_at, last_build, fixed_build, ignored_until, operation, instance, guilds)
            values (:service, :fingerprint, :state, :stateSince, :count, :system, :logger, :exception, :message, :frames,
                :firstAt, :firstBuild, :lastAt, :lastBuild, :fixedBuild, :ignoredUntil, :operation, :instance, :guilds)
            returning group_id
            """;
    private static final String UPDATE =
            """
            update error_group set state = :state, state_since = :stateSince, count = :count, system = :system,
                logger = :logger, exception = :exception, message = :message, frames = :frames, first_at = :firstAt,
                first_build = :firstBuild, last_at = :lastAt, last_build = :lastBuild, fixed_build = :fixedBuild,
                ignored_until = :ignoredUntil, operation = :operation, instance = :instance, guilds = :guilds
            where group_id = :group
            """;
    private static final String LOCK_KIND =
            COLUMNS + "where service = :service and fingerprint = :fingerprint for update";
    private static final String LOCK = COLUMNS + "where group_id = :group for update";
    private static final String FIND = COLUMNS + "where group_id = :group";
    private static final String PAGE =
            COLUMNS
                    + """
                    where state = any(:states) order by last_at desc, group_id desc limit :most offset :left
                    """;
    private static final String BEFORE =
            COLUMNS
                    + """
                    where state = any(:states) and group_id < :before order by group_id desc limit :most
                    """;
    private static final String BEGUN =
            COLUMNS + "where first_at >= :since order by first_at desc limit :most";
    private static final String COUNT =
            "select count(*) from error_group where state = any(:states)";
    private static final String SETTLE =
            """
            update error_group set state = 'ONGOING', state_since = work_now()
            where state in ('NEW', 'REGRESSED') and state_since < work_now() - interval '7 days'
            """;
    private static final String DROP =
            """
            delete from error_group where group_id in (
                select group_id from error_group order by state = 'RESOLVED', last_at desc, group_id desc offset :most)
            returning group_id
            """;

    private ErrorGroupStore() {}

    /** Nobody else changes it until the work is done. */
    static Optional<ErrorGroup> lock(UnitOfWork work, String service, String fingerprint) {
        return work.handle()
                .createQuery(LOCK_KIND)
                .bind("service", service)
                .bind("fingerprint", fingerprint)
                .map((row, _) -> read(row))
                .findOne();
    }

    static Optional<ErrorGroup> lock(UnitOfWork work, long number) {
        return one(work, LOCK, number);
    }

    static Optional<ErrorGroup> find(UnitOfWork work, long number) {
        return one(work, FIND, number);
    }

    private static Optional<ErrorGroup> one(UnitOfWork work, String sql, long number) {
        return work.handle()
                .createQuery(sql)
                .bind("group", number)
                .map((row, _) -> read(row))
                .findOne();
    }

    /** Gives it its number. */
    static long add(UnitOfWork work, ErrorGroup group) {
        work.wrote(1);
        return bound(work.handle().createQuery(ADD), group).mapTo(Long.class).one();
    }

    static void update(UnitOfWork work, ErrorGroup group) {
        work.write(
                1, bound(work.handle().createUpdate(UPDATE), group).bind("group", group.number()));
    }

    private static <S extends SqlStatement<S>> S bound(S statement, ErrorGroup group) {
        var text = group.text();
        return statement
                .bind("service", group.service())
                .bind("fingerprint", group.fingerprint())
                .bind("state", group.state().name())
                .bind("stateSince", group.stateSince())
                .bind("count", group.count())
                .bind("system", text.system())
                .bind("logger", text.logger())
                .bind("exception", text.exception())
                .bind("message", text.message())
                .bindArray("frames", String.class, text.frames())
                .bind("firstAt", group.firstAt())
                .bind("firstBuild", group.firstBuild())
                .bind("lastAt", group.lastAt())
                .bind("lastBuild", group.lastBuild())
                .bind("fixedBuild", group.fixedBuild())
                .bind("ignoredUntil", group.ignoredUntil())
                .bind("operation", group.operation())
                .bind("instance", group.instance())
                .bindArray(
                        "guilds", Long.class, group.guilds().stream().map(GuildId::value).toList());
    }

    /** Those in one of these states, the one seen last first. */
    static List<ErrorGroup> page(
            UnitOfWork work, Collection<ErrorState> states, int most, int left) {
        return work.handle()
                .createQuery(PAGE)
                .bindArray("states", String.class, names(states))
                .bind("most", most)
                .bind("left", left)
                .map((row, _) -> read(row))
                .list();
    }

    /** Those in one of these states with smaller numbers, the largest number first. */
    static List<ErrorGroup> before(
            UnitOfWork work, Collection<ErrorState> states, long before, int most) {
        return work.handle()
                .createQuery(BEFORE)
                .bindArray("states", String.class, names(states))
                .bind("before", before)
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    /** Those seen for the first time since, the newest first. */
    static List<ErrorGroup> begunSince(UnitOfWork work, Instant since, int most) {
        return work.handle()
                .createQuery(BEGUN)
                .bind("since", since)
                .bind("most", most)
                .map((row, _) -> read(row))
                .list();
    }

    static int count(UnitOfWork work, Collection<ErrorState> states) {
        return work.handle()
                .createQuery(COUNT)
                .bindArray("states", String.class, names(states))
                .mapTo(Integer.class)
                .one();
    }

    private static List<String> names(Collection<ErrorState> states) {
        return states.stream().map(ErrorState::name).toList();
    }

    /** What was new or regressed for a week is ongoing. */
    static void settle(UnitOfWork work) {
        work.wrote(work.handle().createUpdate(SETTLE).execute());
    }

    /**
     * Drops those over a number: resolved ones first, of these the ones seen least recently.
     *
     * @return the numbers of those that were dropped
     */
    static List<Long> drop(UnitOfWork work, int most) {
        var dropped = work.handle().createQuery(DROP).bind("most", most).mapTo(Long.class).list();
        work.wrote(dropped.size());
        return dropped;
    }

    static ErrorGroup read(ResultSet row) throws SQLException {
        return new ErrorGroup(
                row.getLong("group_id"),
                row.getString("service"),
                row.getString("fingerprint"),
                ErrorState.valueOf(row.getString("state")),
                row.getTimestamp("state_since").toInstant(),
                row.getLong("count"),
                new ErrorText(
                        row.getString("system"),
                        row.getString("logger"),
                        row.getString("exception"),
                        row.getString("message"),
                        List.of((String[]) row.getArray("frames").getArray())),
                row.getTimestamp("first_at").toInstant(),
                row.getLong("first_build"),
                row.getTimestamp("last_at").toInstant(),
                row.getLong("last_build"),
                number(row, "fixed_build"),
                number(row, "ignored_until"),
                row.getString("operation"),
                row.getString("instance"),
                Arrays.stream((Long[]) row.getArray("guilds").getArray())
                        .map(GuildId::new)
                        .toList());
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
