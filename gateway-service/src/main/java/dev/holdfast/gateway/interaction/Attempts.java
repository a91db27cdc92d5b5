package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.Catalogs;
import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.discord.Custody;
import dev.holdfast.gateway.dispatch.Arrivals;
import dev.holdfast.gateway.dispatch.Dispatch;
import dev.holdfast.gateway.dispatch.Dispatched;
import dev.holdfast.gateway.dispatch.Files;
import dev.holdfast.gateway.dispatch.Notes;
import dev.holdfast.gateway.dispatch.Patience;
import dev.holdfast.gateway.dispatch.Replay;
import dev.holdfast.gateway.fleet.Delivery;
import dev.holdfast.gateway.fleet.Outcome;
import dev.holdfast.gateway.limit.Limits;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
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
record Attempts(
        Catalogs catalogs,
        Patience patience,
        Files files,
        Answers answers,
        Notes notes,
        Dispatch dispatch,
        Limits limits,
        Arrivals arrivals,
        Avatars avatars,
        Clock clock)
        implements Replay {

    /** Names what is noted of an interaction. */
    static final String KIND = "interaction";

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** Discord gives up after 3 s, so what is almost that old is run only if it may be answered. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Texts TEXTS = Texts.of("dispatch");

    /** The first attempt; nothing, where another gateway has made it. */
    void first(Interaction interaction, JsonNode data, Listed listed, Invocation invocation) {
        try (var _ = arrivals.of(invocation, interaction.heard())) {
            begin(interaction, data, listed, invocation);
        }
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
            if (attempt(interaction, listed, invocation, begun.delivery(), sign)) {
                notes.done(interaction.id());
            } else if (!Thread.currentThread().isInterrupted()) {
                notes.again(kind(), interaction.id(), data, Custody.NONE);
            }
        } catch (InterruptedException _) {
            if (isOurs(sign.get()) && notes.forget(interaction.id())) {
                answers.later(
                        interaction,
                        listed.spec().visibility(),
                        invocation,
                        new Dispatched(Reply.refuse(uncertain(listed, invocation)), false),
                        List.of(),
                        answers.underway(
                                interaction,
                                invocation,
                                new Standing.Deferred(
                                        listed.spec().visibility(), listed.spec().slow(), "")));
            }
            Thread.currentThread().interrupt();
            LOG.warnf("%s given up: stopping", interaction);
        }
    }

    private String uncertain(Listed listed, Invocation invocation) {
        return TEXTS.say(invocation, "uncertain", listed.service(), listed.path());
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
            Delivery delivery,
            AtomicReference<Answers.@Nullable Sign> sign)
            throws InterruptedException {
        var locale = Locale.forLanguageTag(invocation.locale());
        // Whether somebody is a member of the guild of a direct message is still to be asked.
        var place = invocation.direct() ? GuildId.DIRECT : invocation.guild();
        var refusal = limits.refusal(place, invocation.user(), locale);
        if (refusal.isPresent()) {
            // Where that is lost Discord says that it failed, which is as true.
            answers.now(interaction, refusal.get());
            return true;
        }
        return isLate(invocation)
                ? open(interaction, listed, invocation, delivery)
                : run(interaction, listed, invocation, delivery, sign);
    }

    /** By a clock that may be wrong: so it only decides whether Discord is asked first. */
    private boolean isLate(Invocation invocation) {
        return invocation.operation().issuedAt().plus(LATE).isBefore(clock.instant());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration lifetime(JsonNode data) {
        var invocation = InteractionReader.invocation(data);
        return Patience.lifetime(invocation.flatMap(it -> catalogs.current().find(it.path())));
    }

    /**
     * Whoever began it may have forwarded it. Where its answer can still be shown it is run again
     * under its key, which runs nothing twice. Where Discord has told that it failed it is not run
     * any more, and the channel is told what came of it.
     */
    @Override
    public Progress replay(JsonNode data) throws InterruptedException {
        return isOver(data) ? Progress.OVER : Progress.AGAIN;
    }

    private boolean isOver(JsonNode data) throws InterruptedException {
        avatars.note(data);
        var interaction = InteractionReader.interaction(data);
        var invocation = InteractionReader.invocation(data);
        var known = invocation.flatMap(it -> catalogs.current().find(it.path()));
        if (known.isEmpty()) {
            return !catalogs.current().isEmpty();
        }
        var listed = known.get();
        var asked = invocation.get();
        try (var _ = arrivals.of(asked, interaction.heard())) {
            return switch (answers.standing(interaction, asked, listed.spec())) {
                case Standing.Answered() -> true;
                case Standing.Unknown() -> false;
                case Standing.Deferred deferred ->
                        finish(interaction, listed, asked, Delivery.REPEATED, deferred);
                case Standing.Open() -> open(interaction, listed, asked, Delivery.REPEATED);
            };
        }
    }

    /** Runs what it may still answer. */
    private boolean open(
            Interaction interaction, Listed listed, Invocation invocation, Delivery delivery)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        return switch (answers.defer(interaction, visibility)) {
            case TAKEN ->
                    finish(
                            interaction,
                            listed,
                            invocation,
                            delivery,
                            new Standing.Deferred(visibility));
            case ELSEWHERE -> true;
            case TOO_LATE -> settle(interaction, listed, invocation);
            case UNKNOWN -> false;
        };
    }

    private boolean finish(
            Interaction interaction,
            Listed listed,
            Invocation invocation,
            Delivery delivery,
            Standing.Deferred deferred)
            throws InterruptedException {
        var visibility = deferred.visibility();
        var underway = answers.underway(interaction, invocation, deferred);
        var dispatched =
                patience.run(
                        listed,
                        invocation,
                        delivery,
                        interaction.heard(),
                        () -> LOG.debugf("%s takes long", interaction),
                        underway);
        var attached = files.of(listed, dispatched.reply());
        return answers.later(interaction, visibility, invocation, dispatched, attached, underway)
                && !Thread.currentThread().isInterrupted();
    }

    private boolean settle(Interaction interaction, Listed listed, Invocation invocation)
            throws InterruptedException {
        return switch (dispatch.settle(listed, invocation)) {
            case Outcome.Answered(var reply) ->
                    answers.channel()
                                    .tell(
                                            interaction,
                                            invocation,
                                            new Dispatched(reply, true),
                                            files.of(listed, reply))
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
            Delivery delivery,
            AtomicReference<Answers.@Nullable Sign> sign)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        var underway = answers.underway(interaction, invocation, new Standing.Deferred(visibility));
        var dispatched =
                patience.run(
                        listed,
                        invocation,
                        delivery,
                        interaction.heard(),
                        () -> sign.set(answers.defer(interaction, visibility)),
                        underway);
        var attached = files.of(listed, dispatched.reply());
        var isKnown =
                switch (sign.get()) {
                    case null -> answers.now(interaction, invocation, dispatched, attached);
                    case ELSEWHERE -> true;
                    case TOO_LATE ->
                            answers.channel().tell(interaction, invocation, dispatched, attached);
                    case TAKEN, UNKNOWN ->
                            answers.later(
                                    interaction,
                                    visibility,
                                    invocation,
                                    dispatched,
                                    attached,
                                    underway);
                };
        return isKnown && !Thread.currentThread().isInterrupted();
    }
}
