package dev.holdfast.smoke.kill;

/** What one delivery of a payment came to. */
sealed interface Answer {

    /**
     * The service's reply.
     *
     * @param replayed whether an earlier delivery had done it
     */
    record Given(String body, boolean replayed) implements Answer {

        boolean refuses() {
            return body.startsWith("{\"kind\":\"refusal\"");
        }
    }

    /** Nobody knows what came of it. */
    record Unknown(String last) implements Answer {}
}
