package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.dispatch.Completions;
import dev.holdfast.gateway.dispatch.Files;
import dev.holdfast.gateway.dispatch.InFlight;
import dev.holdfast.gateway.dispatch.Patience;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Answers every use of a slash command, button, select or modal. Safe for any thread. */
@Singleton
final class Interactions implements EventListener {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    private final Catalogs catalogs;
    private final Patience patience;
    private final Completions completions;
    private final Files files;
    private final InFlight inFlight;
    private final Answers answers;
    private final Texts texts = Texts.of("dispatch");

    @Inject
    Interactions(
            Catalogs catalogs,
            Patience patience,
            Completions completions,
            Files files,
            InFlight inFlight,
            Answers answers) {
        this.catalogs = catalogs;
        this.patience = patience;
        this.completions = completions;
        this.files = files;
        this.inFlight = inFlight;
        this.answers = answers;
    }

    @Override
    public void hear(String type, JsonNode data) {
        if (!"INTERACTION_CREATE".equals(type)) {
            return;
        }
        switch (inFlight.start(() -> answer(data))) {
            case YES -> LOG.tracef("taken: %s", data.path("id"));
            case BUSY -> turnAway(data, "busy");
            case STOPPING -> turnAway(data, "stopping");
        }
    }

    private void turnAway(JsonNode data, String key) {
        Thread.ofVirtual().start(() -> sentence(InteractionReader.interaction(data), data, key));
    }

    /** Whoever is typing is told nothing: there is no place for it. */
    private void sentence(Interaction interaction, JsonNode data, String key) {
        if (data.path("type").asInt() == InteractionReader.AUTOCOMPLETE) {
            answers.noChoices(interaction);
        } else {
            answers.now(interaction, say(data, key));
        }
    }

    private void answer(JsonNode data) {
        var interaction = InteractionReader.interaction(data);
        try {
            answer(interaction, data);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "%s was not understood", interaction);
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
        if (option.isEmpty()) {
            answers.noChoices(interaction);
            return;
        }
        try {
            var choices = completions.of(listed.get(), completion.get());
            answers.choices(interaction, choices, option.get().type());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void command(Interaction interaction, JsonNode data, String otherwise) {
        var invocation = InteractionReader.invocation(data);
        var listed = invocation.flatMap(known -> catalogs.current().find(known.path()));
        if (listed.isEmpty()) {
            var starting = catalogs.current().commands().isEmpty();
            answers.now(interaction, say(data, starting ? "busy" : otherwise));
            return;
        }
        try {
            run(interaction, listed.get(), invocation.get());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            LOG.warnf("%s given up: stopping", interaction);
        }
    }

    private void run(Interaction interaction, Listed listed, Invocation invocation)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        var deferred = new AtomicBoolean();
        var reply =
                patience.run(
                        listed,
                        invocation,
                        () -> {
                            answers.defer(interaction, visibility);
                            deferred.set(true);
                        });
        if (deferred.get()) {
            answers.later(interaction, visibility, invocation, reply, files.of(listed, reply));
        } else {
            answers.now(interaction, invocation, reply, files.of(listed, reply));
        }
    }

    private String say(JsonNode data, String key) {
        return texts.say(Locale.forLanguageTag(InteractionReader.locale(data)), key);
    }
}
