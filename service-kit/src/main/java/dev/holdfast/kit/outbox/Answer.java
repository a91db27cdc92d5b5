package dev.holdfast.kit.outbox;

import java.time.Duration;

/** What a gateway said to an order. */
sealed interface Answer {

    /** It is over. */
    record Over(Ended ended) implements Answer {}

    /**
     * Not now: Discord, the gateway or its database is away or busy.
     *
     * @param pause at least so long; zero where it did not say
     */
    record NotNow(Duration pause, String why) implements Answer {}

    /** No service takes such orders, as far as the gateway knows by now. */
    record NobodyTakesIt(String why) implements Answer {}

    /** Somebody's fault; asking often would not help. */
    record Fault(String why) implements Answer {}
}
