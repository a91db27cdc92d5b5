package dev.holdfast.conformance.discord4j;

/** The suite's one bot. */
final class OneBot extends dev.holdfast.conformance.OneBot<Bot> {
    OneBot() {
        super(Bot.class, Bot::start);
    }
}
