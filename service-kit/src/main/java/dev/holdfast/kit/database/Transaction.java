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
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; closing it without a commit undoes it. */
final class Transaction implements AutoCloseable {

    private static final String BEGIN =
            "select outcome, began, stored, settings from begin_work(?, ?, ?, ?, ?, ?, ?)";

    /** Two statements in one round trip: the row locks are held that much shorter. */
    private static final String FINISH = "select finish_work(?, ?, ?, ?); COMMIT";

    /** What the first statement found. */
    sealed interface Begun {

        /** The key is ours until the transaction ends. */
        record Fresh(UnitOfWork work) implements Begun {}

        /** There is nothing to do any more. */
        record Settled(Outcome outcome) implements Begun {}
    }

    /** What became of the attempt to claim a slow command. */
    sealed interface Claim {

        /** The attempt is ours until its time is over. */
        record Ours(int attempt) implements Claim {}

        /** There is nothing to do. */
        record Settled(Outcome outcome) implements Claim {}
    }

    private static final String CLAIM_SLOW =
            "select outcome, stored, claimed from claim_slow(?, ?, ?, ?, ?, ?, ?)";
    private static final String RESUME_SLOW =
            "select outcome, began, settings from resume_slow(?, ?, ?, ?, ?)";
    private static final String RELEASE_SLOW = "select release_slow(?, ?, ?, ?)";

    private static final String BEGIN_GROUP =
            "select began, claimed, settings from begin_group(?, ?, ?, ?, ?, ?, ?)";
    private static final String FINISH_GROUP = "select finish_group(?, ?, ?, ?); COMMIT";
    private static final UserId SEVERAL = new UserId(0);

    /** What the first statement of a group found: the keys that are ours until the end. */
    record Claimed(UnitOfWork work, Set<String> keys) {}

    private final Handle handle;
    private final ObjectMapper json;
    private final StoredReplies replies;

    Transaction(Handle handle, ObjectMapper json) {
        this.handle = handle;
        this.json = json;
        this.replies = new StoredReplies(json);
    }

    /** Claims the request's key. */
    Begun begin(Request request) throws SQLException {
        return begin(request.scope(), request);
    }

    /** Claims nothing. */
    UnitOfWork beginReading(Scope scope) throws SQLException {
        return switch (begin(scope, null)) {
            case Begun.Fresh(var work) -> work;
            case Begun.Settled _ -> throw new IllegalStateException("a key was claimed for a read");
        };
    }

    private Begun begin(Scope scope, @Nullable Request request) throws SQLException {
        try (var _ = Span.begin("begin_work");
                var statement = connection().prepareStatement(BEGIN)) {
            statement.setLong(1, scope.guild().value());
            statement.setLong(2, scope.user().value());
            if (request == null) {
                statement.setNull(3, Types.VARCHAR);
                statement.setNull(4, Types.DATE);
                statement.setNull(5, Types.BINARY);
                statement.setNull(6, Types.VARCHAR);
                statement.setNull(7, Types.VARCHAR);
            } else {
                statement.setString(3, request.operation().value());
                statement.setObject(4, request.day());
                statement.setBytes(5, request.hash().bytes());
                statement.setString(6, request.command());
                statement.setString(7, request.cause());
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return switch (row.getString(1)) {
                    case "begun" ->
                            new Begun.Fresh(
                                    work(
                                            scope,
                                            row.getObject(2, OffsetDateTime.class),
                                            row.getString(4)));
                    case "replayed" ->
                            new Begun.Settled(
                                    replayed(Objects.requireNonNull(request), row.getString(3)));
                    case "reused" -> new Begun.Settled(new Outcome.KeyReused());
                    case "expired" -> new Begun.Settled(new Outcome.KeyExpired());
                    case String other ->
                            throw new IllegalStateException("begin_work said " + other);
                };
            }
        }
    }

    /**
     * Claims the key of a slow command for so long, and commits.
     *
     * @return the attempt that is ours, or what there is to answer instead
     */
    Claim claim(Request request, Duration lease) throws SQLException {
        try (var _ = Span.begin("claim_slow, commit");
                var statement = connection().prepareStatement(CLAIM_SLOW)) {
            statement.setLong(1, request.guild().value());
            statement.setLong(2, request.user().value());
            statement.setString(3, request.operation().value());
            statement.setObject(4, request.day());
            statement.setBytes(5, request.hash().bytes());
            statement.setString(6, request.command());
            statement.setDouble(7, lease.toMillis() / 1_000.0);
            try (var row = statement.executeQuery()) {
                row.next();
                var claim =
                        switch (row.getString(1)) {
                            case "claimed" -> new Claim.Ours(row.getInt(3));
                            case "running" -> new Claim.Settled(new Outcome.StillRunning());
                            case "replayed" ->
                                    new Claim.Settled(replayed(request, row.getString(2)));
                            case "reused" -> new Claim.Settled(new Outcome.KeyReused());
                            case "expired" -> new Claim.Settled(new Outcome.KeyExpired());
                            case String other ->
                                    throw new IllegalStateException("claim_slow said " + other);
                        };
                connection().commit();
                return claim;
            }
        }
    }

    /** The second unit of work of a slow command; empty where the claim is void. */
    Optional<UnitOfWork> resume(Request request, int attempt) throws SQLException {
        try (var _ = Span.begin("resume_slow");
                var statement = connection().prepareStatement(RESUME_SLOW)) {
            statement.setLong(1, request.guild().value());
            statement.setLong(2, request.user().value());
            statement.setString(3, request.operation().value());
            statement.setObject(4, request.day());
            statement.setInt(5, attempt);
            try (var row = statement.executeQuery()) {
                row.next();
                return "resumed".equals(row.getString(1))
                        ? Optional.of(
                                work(
                                        request.scope(),
                                        row.getObject(2, OffsetDateTime.class),
                                        row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** Another attempt may begin at once. */
    void release(Request request, int attempt) throws SQLException {
        try (var _ = Span.begin("release_slow, commit");
                var statement = connection().prepareStatement(RELEASE_SLOW)) {
            statement.setLong(1, request.guild().value());
            statement.setString(2, request.operation().value());
            statement.setObject(3, request.day());
            statement.setInt(4, attempt);
            statement.execute();
            connection().commit();
        }
    }

    /** Without a reply it is a slow command that somebody works at. */
    private Outcome replayed(Request request, @Nullable String stored) throws SQLException {
        if (stored == null) {
            return new Outcome.StillRunning();
        }
        replies.countReplay(request, connection());
        connection().commit();
        return new Outcome.Done(replies.read(stored), true);
    }

    /** Stores the answer that every replay will get, and commits. */
    void finish(Request request, Reply reply) throws SQLException {
        try (var _ = Span.begin("finish_work, commit");
                var statement = connection().prepareStatement(FINISH)) {
            statement.setLong(1, request.guild().value());
            statement.setString(2, request.operation().value());
            statement.setObject(3, request.day());
            statement.setString(4, replies.write(reply));
            statement.execute();
        }
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
                        work(new Scope(guild, SEVERAL, null), now, row.getString(3)), keys);
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

    private Connection connection() {
        return handle.getConnection();
    }

    private UnitOfWork work(Scope scope, OffsetDateTime now, String settings) {
        try {
            var byFeature = (ObjectNode) json.readTree(settings);
            return new UnitOfWork(
                    handle, scope, new StoredSettings(json, byFeature), now.toInstant());
        } catch (JsonProcessingException stored) {
            throw new IllegalStateException("unreadable settings", stored);
        }
    }
}
