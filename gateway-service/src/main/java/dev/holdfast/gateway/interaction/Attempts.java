package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.gateway.dispatch.Arrivals;
import dev.holdfast.gateway.dispatch.Dispatch;
import dev.holdfast.gateway.dispatch.Files;
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
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what people use and sees to it that they have the answer: at the first attempt, or at a
 * later one, of this gateway or of another. Safe for any thread.
 */
@Singleton
final class Attempts implements Replay {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** Discord gives up after 3 s, so what is almost that old is run only if it may be answered. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Catalogs catalogs;
    private final Patience patience;
    private final Files files;
    private final Answers answers;
    private final Notes notes;
    private final Dispatch dispatch;
    private final Limits limits;
    private final Arrivals arrivals;
    private final Clock clock;
    private final Texts texts = Texts.of("dispatch");

    @Inject
    Attempts(
            Catalogs catalogs,
            Patience patience,
            Files files,
            Answers answers,
            Notes notes,
            Dispatch dispatch,
            Limits limits,
            Arrivals arrivals,
            Clock clock) {
        this.catalogs = catalogs;
        this.patience = patience;
        this.files = files;
        this.answers = answers;
        this.notes = notes;
        this.dispatch = dispatch;
        this.limits = limits;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** The first attempt; nothing, where another gateway has made it. */
    void first(Interaction interaction, JsonNode data, Listed listed, Invocation invocation) {
        try (var _ = arrivals.of(invocation, interaction.heard())) {
            begin(interaction, data, listed, invocation);
        }
    }

    /** Leaves it to a later attempt. */
    void later(Interaction interaction, JsonNode data) {
        notes.again(kind(), interaction.id(), data);
    }

    private void begin(
            Interaction interaction, JsonNode data, Listed listed, Invocation invocation) {
        var begun = notes.begin(kind(), interaction.id(), data);
        if (begun == Notes.Begun.BEFORE) {
            LOG.debugf("%s was told before", interaction);
            return;
        }
        var sign = new AtomicReference<Answers.@Nullable Sign>();
        try {
            if (attempt(interaction, listed, invocation, sign)) {
                notes.done(interaction.id());
            } else if (!Thread.currentThread().isInterrupted()) {
                later(interaction, data);
            }
        } catch (InterruptedException stopping) {
            if (begun == Notes.Begun.UNNOTED && isOurs(sign.get())) {
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

    /** Whether a sign was given that nobody else answers. */
    private static boolean isOurs(Answers.@Nullable Sign sign) {
        return sign != null && sign != Answers.Sign.ELSEWHERE;
    }

    /** False where it is not known whether the person has the answer. */
    private boolean attempt(
            Interaction interaction,
            Listed listed,
            Invocation invocation,
            AtomicReference<Answers.@Nullable Sign> sign)
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
                : run(interaction, listed, invocation, sign);
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
            return !catalogs.current().isEmpty();
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

    /**
     * Runs it and answers.
     *
     * @param sign what came of the one that was given, if any was
     */
    private boolean run(
            Interaction interaction,
            Listed listed,
            Invocation invocation,
            AtomicReference<Answers.@Nullable Sign> sign)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        var reply =
                patience.run(
                        listed,
                        invocation,
                        interaction.heard(),
                        () -> sign.set(answers.defer(interaction, visibility)));
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
}
