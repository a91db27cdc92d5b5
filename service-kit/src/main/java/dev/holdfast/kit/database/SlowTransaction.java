package dev.holdfast.kit.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.progress.ClaimRenewal;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a transaction does for a slow command: claims it, completes it, or lets go of it. */
record SlowTransaction(Transaction transaction) {

    private static final String CLAIM_SLOW =
            "select outcome, stored, claimed, reached from claim_slow(?, ?, ?, ?, ?, ?, ?)";
    private static final String RESUME_SLOW =
            "select outcome, began, settings from resume_slow(?, ?, ?, ?, ?)";
    private static final String RENEW_SLOW = "select renew_slow(?, ?, ?, ?, ?, ?)";
    private static final String RELEASE_SLOW = "select release_slow(?, ?, ?, ?)";

    /** What became of the attempt to claim a slow command. */
    sealed interface Claim {

        /** The attempt is ours until its time is over. */
        record Ours(int attempt) implements Claim {}

        /** There is nothing to do. */
        record Settled(RequestOutcome outcome) implements Claim {}
    }

    /**
     * Claims the key of a slow command for so long, and commits.
     *
     * @return the attempt that is ours, or what there is to answer instead
     */
    Claim claim(Request request, Duration lease) throws SQLException {
        try (var _ = Span.begin("claim_slow, commit");
                var statement = transaction.connection().prepareStatement(CLAIM_SLOW)) {
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
                            case "running" ->
                                    new Claim.Settled(
                                            new RequestOutcome.StillRunning(
                                                    reached(row.getString(4))));
                            case "replayed" -> settled(request, row.getString(2));
                            case "reused" -> new Claim.Settled(new RequestOutcome.KeyReused());
                            case "expired" -> new Claim.Settled(new RequestOutcome.KeyExpired());
                            case String other ->
                                    throw new IllegalStateException("claim_slow said " + other);
                        };
                transaction.commit();
                return claim;
            }
        }
    }

    /** The second unit of work of a slow command; empty where the claim is void. */
    Optional<UnitOfWork> resume(Request request, int attempt) throws SQLException {
        try (var _ = Span.begin("resume_slow");
                var statement = transaction.connection().prepareStatement(RESUME_SLOW)) {
            statement.setLong(1, request.guild().value());
            statement.setLong(2, request.user().value());
            statement.setString(3, request.operation().value());
            statement.setObject(4, request.day());
            statement.setInt(5, attempt);
            try (var row = statement.executeQuery()) {
                row.next();
                return "resumed".equals(row.getString(1))
                        ? Optional.of(
                                transaction.work(
                                        request.scope(),
                                        row.getObject(2, OffsetDateTime.class),
                                        row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** Makes the claim last for so long from now, and commits. */
    ClaimRenewal.Result renew(
            Request request, int attempt, Duration lease, Optional<ProgressUpdate> reached)
            throws SQLException {
        try (var statement = transaction.connection().prepareStatement(RENEW_SLOW)) {
            statement.setLong(1, request.guild().value());
            statement.setString(2, request.operation().value());
            statement.setObject(3, request.day());
            statement.setInt(4, attempt);
            statement.setDouble(5, lease.toMillis() / 1_000.0);
            statement.setString(
                    6,
                    reached.map(it -> transaction.json().valueToTree(it).toString()).orElse(null));
            try (var row = statement.executeQuery()) {
                row.next();
                var result = ClaimRenewal.Result.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
                transaction.commit();
                return result;
            }
        }
    }

    private @Nullable ProgressUpdate reached(@Nullable String noted) {
        try {
            return noted == null ? null : transaction.json().readValue(noted, ProgressUpdate.class);
        } catch (JsonProcessingException _) { // written by another build
            return null;
        }
    }

    /** Another attempt may begin at once. */
    void release(Request request, int attempt) throws SQLException {
        try (var _ = Span.begin("release_slow, commit");
                var statement = transaction.connection().prepareStatement(RELEASE_SLOW)) {
            statement.setLong(1, request.guild().value());
            statement.setString(2, request.operation().value());
            statement.setObject(3, request.day());
            statement.setInt(4, attempt);
            statement.execute();
            transaction.commit();
        }
    }

    private Claim settled(Request request, String stored) throws SQLException {
        return new Claim.Settled(transaction.reply(transaction.replayed(request, stored)));
    }

    void finish(Request request, Reply reply) throws SQLException {
        transaction.finish(request, transaction.replies().write(reply));
    }
}
