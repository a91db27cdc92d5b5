package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.dispatch.Autocompletion;
import dev.holdfast.gateway.dispatch.InFlight;
import dev.holdfast.gateway.limit.Limits;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Hears every use of a slash command, button, select or modal. Safe for any thread. */
@Singleton
record InteractionListener(
        CatalogUpdater catalogs,
        Autocompletion completions,
        InFlight inFlight,
        InteractionAnswers answers,
        InteractionRunner attempts,
        RefusalAnswers refusing,
        Limits limits)
        implements EventListener {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    private static final Texts TEXTS = Texts.of("dispatch");

    @Override
    public void hear(String type, JsonNode data) {
        if (!"INTERACTION_CREATE".equals(type)) {
            return;
        }
        var interaction = InteractionReader.interaction(data);
        switch (inFlight.start(() -> understand(interaction, data))) {
            case YES -> LOG.tracef("taken: %s", interaction);
            case BUSY -> inFlight.turnAway(() -> turnAway(interaction, data, "busy"));
            case STOPPING -> inFlight.turnAway(() -> turnAway(interaction, data, "stopping"));
        }
    }

    /** Whoever is typing is told nothing: there is no place for it. */
    private void turnAway(Interaction interaction, JsonNode data, String key) {
        if (data.path("type").asInt() == InteractionReader.AUTOCOMPLETE) {
            answers.noChoices(interaction);
        } else {
            refusing.turnAway(interaction, data, key);
        }
    }

    private void sentence(Interaction interaction, JsonNode data, String key) {
        if (data.path("type").asInt() == InteractionReader.AUTOCOMPLETE) {
            answers.noChoices(interaction);
        } else {
            answers.now(interaction, say(data, key));
        }
    }

    private void understand(Interaction interaction, JsonNode data) {
        try {
            answer(interaction, data);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s was not understood", interaction);
            sentence(interaction, data, "misunderstood");
        }
    }

    private void answer(Interaction interaction, JsonNode data) {
        switch (data.path("type").asInt()) {
            case InteractionReader.COMMAND -> command(interaction, data, "unknown");
            case InteractionReader.COMPONENT, InteractionReader.MODAL ->
                    command(interaction, data, "stale");
            case InteractionReader.AUTOCOMPLETE -> complete(interaction, data);
            default -> LOG.debugf("an interaction of kind %s", data.path("type"));
        }
    }

    private void complete(Interaction interaction, JsonNode data) {
        var completion = InteractionReader.completion(data);
        var listed = completion.flatMap(it -> catalogs.current().find(it.asked().path()));
        var option = listed.flatMap(it -> it.spec().option(completion.get().option()));
        if (option.isEmpty() || !allows(completion.get().asked())) {
            answers.noChoices(interaction);
            return;
        }
        try {
            var choices = completions.of(listed.get(), completion.get());
            answers.choices(interaction, choices, option.get().type());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean allows(Invocation typed) {
        return limits.allowsCompletion(typed.guild(), typed.user());
    }

    private void command(Interaction interaction, JsonNode data, String otherwise) {
        var invocation = InteractionReader.invocation(data);
        var listed = invocation.flatMap(known -> catalogs.current().find(known.path()));
        if (listed.isPresent()) {
            attempts.first(interaction, data, listed.get(), invocation.get());
            return;
        }
        if (catalogs.current().isEmpty()) {
            refusing.whileStarting(interaction, data);
        } else {
            answers.now(interaction, say(data, otherwise));
        }
    }

    private String say(JsonNode data, String key) {
        return TEXTS.say(Locale.forLanguageTag(InteractionReader.locale(data)), key);
    }
}
