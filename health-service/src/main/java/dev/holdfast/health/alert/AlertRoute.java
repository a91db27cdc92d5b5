package dev.holdfast.health.alert;

/** A way to operators. Safe for one thread. */
interface AlertRoute {

    /** Stable; no secret, no spaces. */
    String name();

    /** Tells it, within 15 s; it may be told again under the same key. */
    Sent send(Notice notice) throws InterruptedException;

    /** What came of it. */
    sealed interface Sent {

        record Taken() implements Sent {}

        /**
         * It is tried again.
         *
         * @param why without the address
         */
        record Failed(String why) implements Sent {}

        /** Nothing was sent this time, since attempts before failed; it is tried again. */
        record NotNow() implements Sent {}
    }
}
