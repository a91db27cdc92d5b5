package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.dispatch.Arrivals;
import dev.holdfast.gateway.dispatch.Completions;
import dev.holdfast.gateway.dispatch.Dispatch;
import dev.holdfast.gateway.dispatch.Files;
import dev.holdfast.gateway.dispatch.InFlight;
import dev.holdfast.gateway.dispatch.Notes;
import dev.holdfast.gateway.dispatch.Patience;
import dev.holdfast.gateway.dispatch.Replay;
import dev.holdfast.gateway.fleet.Outcome;
import dev.holdfast.gateway.limit.Limits;
import dev.holdfast.kit.protocol.CommandSpec.Visibility;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers every use of a slash command, button, select or modal. Safe for any thread. */
@Singleton
final class Interactions implements EventListener, Replay {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** Discord gives up after 3 s, so what is almost that old is run only if it may be answered. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Catalogs catalogs;
    private final Patience patience;
    private final Completions completions;
    private final Files files;
    private final InFlight inFlight;
    private final Answers answers;
    private final Notes notes;
    private final Dispatch dispatch;
    private final Limits limits;
    private final Arrivals arrivals;
    private final Clock clock;
    private final Texts texts = Texts.of("dispatch");

    @Inject
    Interactions(
            Catalogs catalogs,
            Patience patience,
            Completions completions,
            Files files,
            InFlight inFlight,
            Answers answers,
            Notes notes,
            Dispatch dispatch,
            Limits limits,
            Arrivals arrivals,
            Clock clock) {
        this.catalogs = catalogs;
        this.patience = patience;
        this.completions = completions;
        this.files = files;
        this.inFlight = inFlight;
        this.answers = answers;
        this.notes = notes;
        this.dispatch = dispatch;
        this.limits = limits;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @Override
    public void hear(String type, JsonNode data) {
        if (!"INTERACTION_CREATE".equals(type)) {
            return;
        }
        var interaction = InteractionReader.interaction(data);
        switch (inFlight.start(() -> understand(interaction, data))) {
            case YES -> LOG.tracef("taken: %s", interaction);
            case BUSY -> inFlight.turnAway(() -> sentence(interaction, data, "busy"));
            case STOPPING -> inFlight.turnAway(() -> sentence(interaction, data, "stopping"));
        }
    }

    /** Whoever is typing is told nothing: there is no place for it. */
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
        if (option.isEmpty() || !allows(completion.get().asked())) {
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

    private boolean allows(Invocation typed) {
        return limits.allowsCompletion(typed.guild(), typed.user());
    }

    private void command(Interaction interaction, JsonNode data, String otherwise) {
        var invocation = InteractionReader.invocation(data);
        var listed = invocation.flatMap(known -> catalogs.current().find(known.path()));
        if (listed.isEmpty()) {
            var starting = isStarting();
            if (!answers.now(interaction, say(data, starting ? "busy" : otherwise)) && starting) {
                notes.again(kind(), interaction.id(), data);
            }
            return;
        }
        try (var _ = arrivals.of(invocation.get(), interaction.heard())) {
            command(interaction, data, listed.get(), invocation.get());
        }
    }

    private void command(
            Interaction interaction, JsonNode data, Listed listed, Invocation invocation) {
        var begun = notes.begin(kind(), interaction.id(), data);
        if (begun == Notes.Begun.BEFORE) {
            LOG.debugf("%s was told before", interaction);
            return;
        }
        var deferred = new AtomicBoolean();
        try {
            if (attempt(interaction, listed, invocation, deferred)) {
                notes.done(interaction.id());
            } else if (!Thread.currentThread().isInterrupted()) {
                notes.again(kind(), interaction.id(), data);
            }
        } catch (InterruptedException stopping) {
            if (begun == Notes.Begun.UNNOTED && deferred.get()) {
                answers.later(
                        interaction,
                        listed.spec().visibility(),
                        invocation,
                        Reply.refuse(
                                texts.say(
                                        invocation, "uncertain", listed.service(), listed.path())),
                        List.of());
            }
            Thread.currentThread().interrupt();
            LOG.warnf("%s given up: stopping", interaction);
        }
    }

    /** False where it is not known whether the person has the answer. */
    private boolean attempt(
            Interaction interaction, Listed listed, Invocation invocation, AtomicBoolean deferred)
            throws InterruptedException {
        var locale = Locale.forLanguageTag(invocation.locale());
        var refusal = limits.refusal(invocation.guild(), invocation.user(), locale);
        if (refusal.isPresent()) {
            // Where that is lost Discord says that it failed, which is as true.
            answers.now(interaction, refusal.get());
            return true;
        }
        return isLate(invocation)
                ? open(interaction, listed, invocation)
                : run(interaction, listed, invocation, deferred);
    }

    /** No service has said yet what it can do. */
    private boolean isStarting() {
        return catalogs.current().commands().isEmpty();
    }

    /** By a clock that may be wrong: so it only decides whether Discord is asked first. */
    private boolean isLate(Invocation invocation) {
        return invocation.operation().issuedAt().plus(LATE).isBefore(clock.instant());
    }

    @Override
    public String kind() {
        return "interaction";
    }

    /**
     * Whoever began it may have forwarded it. Where its answer can still be shown it is run again
     * under its key, which runs nothing twice. Where Discord has told that it failed it is not run
     * any more, and the channel is told what came of it.
     */
    @Override
    public boolean replay(JsonNode data) throws InterruptedException {
        var interaction = InteractionReader.interaction(data);
        var invocation = InteractionReader.invocation(data);
        var listed = invocation.flatMap(known -> catalogs.current().find(known.path()));
        if (listed.isEmpty()) {
            return !isStarting();
        }
        try (var _ = arrivals.of(invocation.get(), interaction.heard())) {
            return switch (answers.standing(interaction)) {
                case Answers.Standing.Answered() -> true;
                case Answers.Standing.Unknown() -> false;
                case Answers.Standing.Deferred(var shown) ->
                        finish(interaction, listed.get(), invocation.get(), shown);
                case Answers.Standing.Open() -> open(interaction, listed.get(), invocation.get());
            };
        }
    }

    /** Runs what it may still answer. */
    private boolean open(Interaction interaction, Listed listed, Invocation invocation)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        return switch (answers.defer(interaction, visibility)) {
            case TAKEN -> finish(interaction, listed, invocation, visibility);
            case ELSEWHERE -> true;
            case TOO_LATE -> settle(interaction, listed, invocation);
            case UNKNOWN -> false;
        };
    }

    private boolean finish(
            Interaction interaction, Listed listed, Invocation invocation, Visibility visibility)
            throws InterruptedException {
        var reply =
                patience.run(
                        listed,
                        invocation,
                        interaction.heard(),
                        () -> LOG.debugf("%s takes long", interaction));
        return answers.later(interaction, visibility, invocation, reply, files.of(listed, reply))
                && !Thread.currentThread().isInterrupted();
    }

    private boolean settle(Interaction interaction, Listed listed, Invocation invocation)
            throws InterruptedException {
        return switch (dispatch.settle(listed, invocation)) {
            case Outcome.Answered(var reply) ->
                    answers.tellChannel(interaction, invocation, reply, files.of(listed, reply))
                            && !Thread.currentThread().isInterrupted();
            case Outcome.Declined _ -> true;
            case Outcome.Away(), Outcome.Busy(), Outcome.Uncertain() -> false;
        };
    }

    private boolean run(
            Interaction interaction, Listed listed, Invocation invocation, AtomicBoolean deferred)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        var sign = new AtomicReference<Answers.@Nullable Sign>();
        var reply =
                patience.run(
                        listed,
                        invocation,
                        interaction.heard(),
                        () -> {
                            sign.set(answers.defer(interaction, visibility));
                            deferred.set(sign.get() != Answers.Sign.ELSEWHERE);
                        });
        var attached = files.of(listed, reply);
        var isKnown =
                switch (sign.get()) {
                    case null -> answers.now(interaction, invocation, reply, attached);
                    case ELSEWHERE -> true;
                    case TOO_LATE -> answers.tellChannel(interaction, invocation, reply, attached);
                    case TAKEN, UNKNOWN ->
                            answers.later(interaction, visibility, invocation, reply, attached);
                };
        return isKnown && !Thread.currentThread().isInterrupted();
    }

    private String say(JsonNode data, String key) {
        return texts.say(Locale.forLanguageTag(InteractionReader.locale(data)), key);
    }
}
