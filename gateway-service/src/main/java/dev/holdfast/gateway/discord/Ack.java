package dev.holdfast.gateway.discord;

/**
 * Acknowledgement of one event. The holder keeps it until the event is stored or handled elsewhere.
 * As long as one is held, the session counts as heard only up to the event before, so a gateway
 * that resumes it receives the event again. Thread-safe.
 */
public interface Ack {

    /** Of what need not be told again. */
    Ack NONE =
            new Ack() {
                @Override
                public void keep() {}

                @Override
                public void release() {}
            };

    /** One more who keeps it; called before {@link EventListener#hear} returns. */
    void keep();

    /** One less; each who keeps it calls this once. */
    void release();
}
