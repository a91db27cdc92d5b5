package dev.holdfast.kit.coordination;

/**
 * Redis did not answer in time, or is known to be away. The command may have been executed.
 * Checked, so that every caller handles it.
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
