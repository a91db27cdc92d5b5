package dev.holdfast.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.coordination.RedisUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds of buckets, whoever keeps them. */
abstract class BucketContract {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final TokenBucket three = bucket(3);
    private final TokenBucket two = bucket(2);

    abstract Optional<TokenBucket.Empty> take(List<TokenBucket> buckets) throws RedisUnavailable;

    static TokenBucket bucket(int size) {
        return new TokenBucket(UUID.randomUUID().toString(), size, HALF_AN_HOUR);
    }

    @Test
    void givesAWholeBucketAtOnceAndThenSaysWhenTheNextTokenComes() throws RedisUnavailable {
        for (var token = 0; token < 3; token++) {
            assertEquals(Optional.empty(), take(List.of(three)));
        }
        assertEmpty(three, Duration.ofMinutes(10), take(List.of(three)));
    }

    @Test
    void putsNobodyOffForAskingAgain() throws RedisUnavailable {
        for (var ask = 0; ask < 20; ask++) {
            take(List.of(two));
        }
        assertEmpty(two, Duration.ofMinutes(15), take(List.of(two)));
    }

    @Test
    void takesFromNoneWhereOneIsEmptyAndNamesThatOne() throws RedisUnavailable {
        var both = List.of(two, three);
        take(both);
        take(both);
        for (var ask = 0; ask < 5; ask++) {
            assertEmpty(two, Duration.ofMinutes(15), take(both));
        }
        assertEquals(Optional.empty(), take(List.of(three)));
        assertTrue(take(List.of(three)).isPresent());
    }

    /** Some seconds may have passed. */
    static void assertEmpty(TokenBucket which, Duration wait, Optional<TokenBucket.Empty> empty) {
        assertEquals(which, empty.orElseThrow().bucket());
        var early = wait.minus(empty.orElseThrow().nextIn());
        assertTrue(
                !early.isNegative() && early.compareTo(Duration.ofSeconds(30)) < 0,
                empty::toString);
    }
}
