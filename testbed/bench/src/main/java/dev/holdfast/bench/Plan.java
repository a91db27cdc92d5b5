package dev.holdfast.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long and how much is measured.
 *
 * @param rounds of each side, in turn; the median counts
 * @param warmUpCalls over REST before anything is measured: as many as the compiler needs
 * @param poolSize connections of the floor's pool and of the service's
 * @param endToEnd so many calls in flight, one after the other
 */
record Plan(
        int rounds,
        Duration round,
        int warmUpCalls,
        Duration endToEndRound,
        int inFlight,
        int poolSize,
        List<Integer> endToEnd) {

    static Plan full() {
        return new Plan(
                5,
                Duration.ofSeconds(10),
                50_000,
                Duration.ofSeconds(8),
                32,
                16,
                List.of(1, 8, 32));
    }

    /** The same in little: it shows that all of it works, and nothing else. */
    static Plan smoke() {
        return new Plan(1, Duration.ofMillis(300), 64, Duration.ofMillis(200), 4, 4, List.of(1, 4));
    }

    /** The payments alone. */
    static Plan payments() {
        return new Plan(5, Duration.ofSeconds(10), 50_000, Duration.ZERO, 32, 16, List.of());
    }

    static Plan of(List<String> arguments) {
        return switch (arguments) {
            case List<String> none when none.isEmpty() -> full();
            case List<String> one when one.equals(List.of("--pay")) -> payments();
            case List<String> one when one.equals(List.of("--smoke")) -> smoke();
            case List<String> other ->
                    throw new IllegalArgumentException(
                            "Unknown: %s. Use no argument, --pay, --smoke, --locks, --burst, --roles, --role-events, --pictures or --snapshot."
                                    .formatted(other));
        };
    }
}
