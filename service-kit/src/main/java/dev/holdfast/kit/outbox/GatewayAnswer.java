package dev.holdfast.kit.outbox;

import java.time.Duration;

/** What a gateway said to an order. */
sealed interface GatewayAnswer {

    /** It is over. */
    record Over(FinalOutcome ended) implements GatewayAnswer {}

    /**
     * Not now: Discord, the gateway or its database is away or busy.
     *
     * @param pause at least so long; zero where it did not say
     */
    record NotNow(Duration pause, String why) implements GatewayAnswer {}

    /** No service takes such orders, as far as the gateway knows by now. */
    record NobodyTakesIt(String why) implements GatewayAnswer {}

    /** Somebody's fault; asking often would not help. */
    record Fault(String why) implements GatewayAnswer {}
}
