package dev.holdfast.backup.postgres;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** PostgreSQL is away, or refuses what a backup needs. */
public final class PostgresFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern PASSES = Pattern.compile("08...|57P..|53300|55P03|40001|40P01");

    PostgresFailure(String what, SQLException because) {
        super(what + ": " + because.getMessage(), because);
    }

    /**
     * Whether it passes: the connection was lost or refused, or had to wait for too long, so that
     * the same may succeed later. Codes: PostgreSQL manual, appendix A.
     */
    public boolean passes() {
        return getCause() instanceof SQLException because
                && PASSES.matcher(String.valueOf(because.getSQLState())).matches();
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
