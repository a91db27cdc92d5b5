package dev.holdfast.kit.database;

import java.sql.SQLException;
import java.util.Optional;

/** What a failed attempt means for the next one. */
enum FailureKind {
    /**
     * A deadlock or serialization failure: PostgreSQL undid it all, so it is tried again at once.
     */
    CONFLICT,
    /** The connection broke; perhaps in COMMIT. The operation key tells the next attempt. */
    CONNECTION,
    /**
     * PostgreSQL answers and cannot write: it is read-only, full, or its disk fails. Everything was
     * undone, and the cause passes without our doing.
     */
    STORAGE,
    /** It was held up for longer than the server lets it wait; all was undone. */
    HELD_UP,
    /** The service's password is another: the secret is being changed, or is wrong. */
    LOGIN,
    /** Anything else: a bug, and no attempt will change it. */
    OTHER;

    /** Codes: PostgreSQL manual, appendix A. */
    static FailureKind of(Throwable thrown) {
        return sqlException(thrown).map(FailureKind::byState).orElse(OTHER);
    }

    private static FailureKind byState(SQLException exception) {
        var state = exception.getSQLState();
        if (state == null) {
            // Agroal's own refusals, such as no free connection in time, carry no code.
            return CONNECTION;
        }
        return switch (state) {
            case "40001", "40P01" -> CONFLICT;
            case "55P03", "57014" -> HELD_UP;
            case "25P03", "53300" -> CONNECTION;
            case "25006" -> STORAGE;
            case "28000", "28P01" -> LOGIN;
            default -> byClass(state);
        };
    }

    private static FailureKind byClass(String state) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            return CONNECTION;
        }
        return state.startsWith("53") || state.startsWith("58") ? STORAGE : OTHER;
    }

    /** Whether it passes: the same statement may succeed later, on another connection. */
    boolean passes() {
        return this == CONNECTION || this == STORAGE;
    }

    /** The code of what PostgreSQL refused; empty where the connection itself failed. */
    static Optional<String> state(Throwable thrown) {
        return sqlException(thrown).map(SQLException::getSQLState);
    }

    private static Optional<SQLException> sqlException(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException exception) {
                return Optional.of(exception);
            }
        }
        return Optional.empty();
    }
}
