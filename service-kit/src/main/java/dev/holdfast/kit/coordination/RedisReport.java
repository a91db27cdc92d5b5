package dev.holdfast.kit.coordination;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How Redis is.
 *
 * @param obstacle why it counts as away; empty: it took a write just now
 * @param usedBytes of its memory; empty where it does not say
 * @param mostBytes what it may use; empty where it does not say or has no limit
 * @param evictionPolicy such as {@code noeviction}; empty where it does not say
 */
public record RedisReport(
        Optional<String> obstacle,
        OptionalLong usedBytes,
        OptionalLong mostBytes,
        Optional<String> evictionPolicy) {

    /** It is away. */
    static RedisReport away(String why) {
        return new RedisReport(
                Optional.of(why), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }
}
