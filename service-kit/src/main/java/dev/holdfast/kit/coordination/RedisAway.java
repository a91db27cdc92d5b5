package dev.holdfast.kit.coordination;

/**
 * Redis did not answer in time, or is known not to. What was asked may have been done all the same.
 * Checked, so that every caller says what it does without Redis.
 */
public final class RedisAway extends Exception {

    private static final long serialVersionUID = 1L;

    RedisAway(String why) {
        super(why);
    }

    RedisAway(String why, Throwable cause) {
        super(why, cause);
    }
}
