package dev.holdfast.gateway.discord;

/**
 * One event's place in its session. Who hands the event on later keeps it until it is safe
 * elsewhere: as long as anybody keeps an event, the session counts as heard up to the one before,
 * so that a gateway that goes on with it is told of the event again. Safe for any thread.
 */
public interface Custody {

    /** Of what need not be told again. */
    Custody NONE =
            new Custody() {
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
