package dev.holdfast.kit.database;

/**
 * PostgreSQL did not answer in time. Whether the work was done is known to its operation key only.
 */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
