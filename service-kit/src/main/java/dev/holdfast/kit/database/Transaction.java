package dev.holdfast.kit.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; closing it without a commit undoes it. */
final class Transaction implements AutoCloseable {

    private static final String BEGIN =
            "select outcome, began, stored, settings from begin_work(?, ?, ?, ?, ?, ?, ?)";

    /** What it writes all the same is refused, and not forgotten without a word. */
    private static final String BEGIN_READING =
            """
            select outcome, began, stored, settings, set_config('transaction_read_only', 'on', true)
            from begin_work(?, ?, null, null, null, null, null)
            """;

    private static final String BEGIN_KEYLESS =
            """
            select outcome, began, stored, settings, set_config('app.operation', ?, true)
            from begin_work(?, ?, null, null, null, null, null)
            """;

    private static final String COUNT_REPLAY =
            """
            update operation set replays = coalesce(replays, 0) + 1, replayed_at = work_now()
            where guild_id = ? and slot = (?::date - date '2015-01-01') % 10 and key = ?
            """;

    /** Two statements in one round trip: the row locks are held that much shorter. */
    private static final String FINISH = "select finish_work(?, ?, ?, ?); COMMIT";

    /** What the first statement found. */
    sealed interface Begun {

        /** The key is ours until the transaction ends. */
        record Fresh(UnitOfWork work) implements Begun {}

        /** It was done before, with this answer. */
        record Replayed(String stored) implements Begun {}

        /** It is not to be done now. */
        record Not(RequestOutcome.Undone why) implements Begun {}
    }

    private static final String BEGIN_GROUP =
            "select began, claimed, settings from begin_group(?, ?, ?, ?, ?, ?, ?)";
    private static final String FINISH_GROUP = "select finish_group(?, ?, ?, ?); COMMIT";
    private static final UserId SEVERAL = new UserId(0);

    /** What the first statement of a group found: the keys that are ours until the end. */
    record Claimed(UnitOfWork work, Set<String> keys) {}

    private final Handle handle;
    private final ObjectMapper json;
    private final StoredReplies replies;
    private final SettingsFallbacks fallbacks;

    Transaction(Handle handle, ObjectMapper json, SettingsFallbacks fallbacks) {
        this.handle = handle;
        this.fallbacks = fallbacks;
        this.json = json;
        this.replies = new StoredReplies(json);
    }

    ObjectMapper json() {
        return json;
    }

    StoredReplies replies() {
        return replies;
    }

    /** Claims the request's key. */
    Begun begin(Request request) throws SQLException {
        return begin(request.scope(), request);
    }

    /** Claims nothing and can write nothing. */
    UnitOfWork beginReading(WorkScope scope) throws SQLException {
        return beginWithoutKey(BEGIN_READING, scope);
    }

    /** Claims nothing; what is written names the scope's operation as its cause. */
    UnitOfWork beginKeyless(WorkScope scope) throws SQLException {
        return beginWithoutKey(BEGIN_KEYLESS, scope);
    }

    private UnitOfWork beginWithoutKey(String begin, WorkScope scope) throws SQLException {
        try (var _ = Span.begin("begin_work");
                var statement = connection().prepareStatement(begin)) {
            var next = 1;
            if (scope.operation() != null) {
                statement.setString(next++, scope.operation().value());
            }
            statement.setLong(next++, scope.guild().value());
            statement.setLong(next, scope.user().value());
            try (var row = statement.executeQuery()) {
                row.next();
                return work(scope, row.getObject(2, OffsetDateTime.class), row.getString(4));
            }
        }
    }

    private Begun begin(WorkScope scope, Request request) throws SQLException {
        try (var _ = Span.begin("begin_work");
                var statement = connection().prepareStatement(BEGIN)) {
            statement.setLong(1, scope.guild().value());
            statement.setLong(2, scope.user().value());
            statement.setString(3, request.operation().value());
            statement.setObject(4, request.day());
            statement.setBytes(5, request.hash().bytes());
            statement.setString(6, request.command());
            statement.setString(7, request.cause());
            try (var row = statement.executeQuery()) {
                row.next();
                return switch (row.getString(1)) {
                    case "begun" ->
                            new Begun.Fresh(
                                    work(
                                            scope,
                                            row.getObject(2, OffsetDateTime.class),
                                            row.getString(4)));
                    case "replayed" -> replayed(request, row.getString(3));
                    case "reused" -> new Begun.Not(new RequestOutcome.KeyReused());
                    case "expired" -> new Begun.Not(new RequestOutcome.KeyExpired());
                    case String other ->
                            throw new IllegalStateException("begin_work said " + other);
                };
            }
        }
    }

    /** Without an answer it is a slow command that somebody works at. */
    Begun replayed(Request request, @Nullable String stored) throws SQLException {
        if (stored == null) {
            return new Begun.Not(new RequestOutcome.StillRunning());
        }
        countReplay(request);
        connection().commit();
        return new Begun.Replayed(stored);
    }

    RequestOutcome reply(Begun settled) {
        return switch (settled) {
            case Begun.Replayed(var stored) -> new RequestOutcome.Done(replies.read(stored), true);
            case Begun.Not(var why) -> why;
            case Begun.Fresh _ -> throw new IllegalStateException("nothing was begun");
        };
    }

    /** Only a replay pays for it. */
    private void countReplay(Request request) throws SQLException {
        try (var statement = connection().prepareStatement(COUNT_REPLAY)) {
            statement.setLong(1, request.guild().value());
            statement.setObject(2, request.day());
            statement.setString(3, request.operation().value());
            statement.executeUpdate();
        }
    }

    /** Stores the answer that every replay will get, and commits. */
    void finish(Request request, String answer) throws SQLException {
        try (var _ = Span.begin("finish_work, commit");
                var statement = connection().prepareStatement(FINISH)) {
            statement.setLong(1, request.guild().value());
            statement.setString(2, request.operation().value());
            statement.setObject(3, request.day());
            statement.setString(4, answer);
            statement.execute();
        }
    }

    /** Commits what claimed no key. */
    void commit() throws SQLException {
        connection().commit();
    }

    /** Claims the keys of requests of one guild. */
    Claimed beginGroup(List<Request> requests) throws SQLException {
        var guild = requests.getFirst().guild();
        try (var _ = Span.begin("begin_group");
                var statement = connection().prepareStatement(BEGIN_GROUP)) {
            statement.setLong(1, guild.value());
            statement.setArray(2, array("bigint", requests, it -> it.user().value()));
            statement.setArray(3, array("text", requests, it -> it.operation().value()));
            statement.setArray(4, array("date", requests, Request::day));
            statement.setArray(5, hashes(requests));
            statement.setArray(6, array("text", requests, Request::command));
            statement.setArray(7, array("text", requests, Request::cause));
            try (var row = statement.executeQuery()) {
                row.next();
                var now = row.getObject(1, OffsetDateTime.class);
                var keys = Set.of((String[]) row.getArray(2).getArray());
                return new Claimed(
                        work(new WorkScope(guild, SEVERAL, null), now, row.getString(3)), keys);
            }
        }
    }

    /** Stores each request's answer, and commits. */
    void finishGroup(List<Request> requests, List<Reply> answers) throws SQLException {
        try (var _ = Span.begin("finish_group, commit");
                var statement = connection().prepareStatement(FINISH_GROUP)) {
            statement.setLong(1, requests.getFirst().guild().value());
            statement.setArray(2, array("text", requests, it -> it.operation().value()));
            statement.setArray(3, array("date", requests, Request::day));
            statement.setArray(4, array("text", answers, replies::write));
            statement.execute();
        }
    }

    private Array hashes(List<Request> requests) throws SQLException {
        var hashes = requests.stream().map(it -> it.hash().bytes()).toArray(byte[][]::new);
        return connection().createArrayOf("bytea", hashes);
    }

    private <T> Array array(String type, List<T> all, Function<T, @Nullable Object> value)
            throws SQLException {
        return connection().createArrayOf(type, all.stream().map(value).toArray());
    }

    void rollback() throws SQLException {
        connection().rollback();
    }

    /** Gives the connection back with nothing of this transaction left on it. */
    @Override
    public void close() throws SQLException {
        try (handle) {
            rollback();
        }
    }

    Connection connection() {
        return handle.getConnection();
    }

    UnitOfWork work(WorkScope scope, OffsetDateTime now, String settings) {
        try {
            var byFeature = (ObjectNode) json.readTree(settings);
            var stored = new StoredSettings(json, scope.guild(), byFeature, fallbacks);
            return new UnitOfWork(handle, scope, stored, now.toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable settings", e);
        }
    }
}
