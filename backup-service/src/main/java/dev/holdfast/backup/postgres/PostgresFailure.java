package dev.holdfast.backup.postgres;

import java.sql.SQLException;

/** PostgreSQL is away, or refuses what a backup needs. */
public final class PostgresFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PostgresFailure(String what, SQLException because) {
        super(what + ": " + because.getMessage(), because);
    }

    /** Something that asks PostgreSQL. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }

    static <T> T of(String what, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new PostgresFailure(what, e);
        }
    }
}
