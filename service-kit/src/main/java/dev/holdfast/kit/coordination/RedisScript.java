package dev.holdfast.kit.coordination;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;

/**
 * What Redis does in one step. The text goes along each time: Redis keeps what it made of it, and
 * one that was restarted misses nothing.
 */
record RedisScript(String text) {

    /** Releases what the token holds, nobody else's. */
    static final RedisScript RELEASE =
            new RedisScript(
                    """
                    local released = 0
                    for _, key in ipairs(KEYS) do
                        if redis.call('get', key) == ARGV[1] then
                            released = released + redis.call('del', key)
                        end
                    end
                    return released
                    """);

    /** Gives what the token holds ARGV[2] ms more, nobody else's. */
    static final RedisScript EXTEND =
            new RedisScript(
                    """
                    local extended = 0
                    for _, key in ipairs(KEYS) do
                        if redis.call('get', key) == ARGV[1] then
                            extended = extended + redis.call('pexpire', key, ARGV[2])
                        end
                    end
                    return extended
                    """);

    /** On how many of the keys it had an effect. */
    long run(RedisCommands<String, String> redis, List<String> keys, String... arguments) {
        return redis.<Long>eval(
                text, ScriptOutputType.INTEGER, keys.toArray(String[]::new), arguments);
    }

    void send(RedisAsyncCommands<String, String> redis, List<String> keys, String... arguments) {
        var _ = redis.eval(text, ScriptOutputType.INTEGER, keys.toArray(String[]::new), arguments);
    }
}
