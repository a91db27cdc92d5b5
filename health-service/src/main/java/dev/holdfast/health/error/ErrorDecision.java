package dev.holdfast.health.error;

/** What an operator's wish for a group of errors comes to. */
sealed interface ErrorDecision {

    record Done(ErrorGroup after) implements ErrorDecision {}

    /**
     * Nothing changes.
     *
     * @param why a sentence that says what to do
     */
    record Refused(String why) implements ErrorDecision {}
}
