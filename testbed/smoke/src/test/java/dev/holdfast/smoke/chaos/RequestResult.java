package dev.holdfast.smoke.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What came of an errand, as the person sees it.
 *
 * @param interaction its id, and so its operation key
 * @param state how far its answer has come
 * @param text all that the answer says; empty without one
 * @param waited until it was there, or until nobody waited any more
 */
record RequestResult(
        PersonRequest errand, String interaction, String state, String text, Duration waited) {

    static RequestResult of(PersonRequest errand, JsonNode report, Duration waited) {
        return new RequestResult(
                errand,
                report.path("interactionId").asText(),
                report.path("state").asText(),
                text(report.path("reply")),
                waited);
    }

    /** What it says now that time has passed. */
    RequestResult now(String laterState, String laterText) {
        return new RequestResult(errand, interaction, laterState, laterText, waited);
    }

    static String text(JsonNode message) {
        var text = new StringBuilder(message.path("content").asText());
        for (var part : message.path("components")) {
            text.append(text(part)).append('\n');
        }
        for (var embed : message.path("embeds")) {
            text.append('\n').append(embed.path("title").asText());
            text.append('\n').append(embed.path("description").asText());
        }
        return text.toString().strip();
    }

    boolean answered() {
        return replied() || failed();
    }

    private boolean replied() {
        return state.equals("REPLIED") && !text.isEmpty();
    }

    /** Discord itself says that the bot did not respond; so nothing may have happened. */
    boolean failed() {
        return state.equals("FAILED");
    }

    /** It says that coins moved. */
    boolean done() {
        return switch (errand.kind()) {
            case PAY -> text.contains("Payment");
            case ADJUST -> text.contains("Coins added");
            case DAILY -> text.contains("Next reward:");
            case WORK -> text.contains("Work again:");
            case HISTORY -> text.contains("Money history");
            case BALANCE -> text.contains("Balance");
            case SETTINGS -> replied() && !nothingHappened() && !uncertain();
        };
    }

    /** It says to try again. */
    boolean turnedAway() {
        return text.contains("nothing was changed");
    }

    /** It says that nothing happened. */
    boolean nothingHappened() {
        return turnedAway()
                || failed()
                || text.contains("You need ")
                || text.contains("You’ve already collected")
                || text.contains("You’re still tired");
    }

    /** It says that one cannot say. */
    boolean uncertain() {
        return text.contains("can’t say whether") || text.contains("Check whether");
    }
}
