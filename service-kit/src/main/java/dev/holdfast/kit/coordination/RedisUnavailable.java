package dev.holdfast.kit.coordination;

/**
 * Redis did not answer in time, or is known to be away. The command may have been executed.
 * Checked, so that every caller handles it.
 */
public final class RedisUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    RedisUnavailable(String why) {
        super(why);
    }

    RedisUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
