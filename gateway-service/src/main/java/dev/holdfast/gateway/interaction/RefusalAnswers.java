package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.dispatch.PendingRequests;
import dev.holdfast.gateway.fleet.DeliveryKind;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Turns away what is not run now. Safe for any thread. */
@Singleton
record RefusalAnswers(InteractionAnswers answers, PendingRequests notes) {

    private static final Texts TEXTS = Texts.of("dispatch");

    /**
     * Says that it is not run now; nothing, where another gateway has begun it.
     *
     * @param key of the sentence; where it may have run elsewhere, another one is said
     * @return whether the person knows
     */
    boolean turnAway(Interaction interaction, JsonNode data, String key) {
        var begun = notes.begin(InteractionRunner.KIND, interaction.id(), data);
        if (begun == PendingRequests.Begun.BEFORE) {
            return true;
        }
        var locale = Locale.forLanguageTag(InteractionReader.locale(data));
        var word = begun.delivery() == DeliveryKind.FIRST ? key : key + ".unknown";
        var said = answers.now(interaction, TEXTS.say(locale, word));
        if (said) {
            notes.done(interaction.id());
        }
        return said;
    }

    /** The same for what cannot be understood before a service has said what it can do. */
    void whileStarting(Interaction interaction, JsonNode data) {
        if (!turnAway(interaction, data, "busy")) {
            notes.again(InteractionRunner.KIND, interaction.id(), data, Ack.NONE);
        }
    }
}
