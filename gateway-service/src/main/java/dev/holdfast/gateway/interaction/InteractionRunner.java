package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.discord.Ack;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.dispatch.DeferredDispatch;
import dev.holdfast.gateway.dispatch.Dispatch;
import dev.holdfast.gateway.dispatch.DispatchResult;
import dev.holdfast.gateway.dispatch.OperationScopes;
import dev.holdfast.gateway.dispatch.PendingRequests;
import dev.holdfast.gateway.dispatch.ReplayHandler;
import dev.holdfast.gateway.dispatch.ReplyFiles;
import dev.holdfast.gateway.fleet.DeliveryKind;
import dev.holdfast.gateway.fleet.InvocationOutcome;
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
record InteractionRunner(
        CatalogUpdater catalogs,
        DeferredDispatch patience,
        ReplyFiles files,
        InteractionAnswers answers,
        PendingRequests notes,
        Dispatch dispatch,
        Limits limits,
        OperationScopes arrivals,
        Avatars avatars,
        Clock clock)
        implements ReplayHandler {

    /** Names what is noted of an interaction. */
    static final String KIND = "interaction";

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** Discord gives up after 3 s, so what is almost that old is run only if it may be answered. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Texts TEXTS = Texts.of("dispatch");

    /** The first attempt; nothing, where another gateway has made it. */
    void first(Interaction interaction, JsonNode data, CatalogEntry listed, Invocation invocation) {
        try (var _ = arrivals.of(invocation, interaction.heard())) {
            begin(interaction, data, listed, invocation);
        }
    }

    private void begin(
            Interaction interaction, JsonNode data, CatalogEntry listed, Invocation invocation) {
        var begun = notes.begin(kind(), interaction.id(), data);
        if (begun == PendingRequests.Begun.BEFORE) {
            LOG.debugf("%s was told before", interaction);
            return;
        }
        var sign = new AtomicReference<InteractionAnswers.@Nullable Sign>();
        try {
            if (attempt(interaction, listed, invocation, begun.delivery(), sign)) {
                notes.done(interaction.id());
            } else if (!Thread.currentThread().isInterrupted()) {
                notes.again(kind(), interaction.id(), data, Ack.NONE);
            }
        } catch (InterruptedException _) {
            if (isOurs(sign.get()) && notes.forget(interaction.id())) {
                answers.later(
                        interaction,
                        listed.spec().visibility(),
                        invocation,
                        new DispatchResult(Reply.refuse(uncertain(listed, invocation)), false),
                        List.of(),
                        answers.underway(
                                interaction,
                                invocation,
                                new InteractionState.Deferred(
                                        listed.spec().visibility(), listed.spec().slow(), "")));
            }
            Thread.currentThread().interrupt();
            LOG.warnf("%s given up: stopping", interaction);
        }
    }

    private String uncertain(CatalogEntry listed, Invocation invocation) {
        return TEXTS.say(invocation, "uncertain", listed.service(), listed.path());
    }

    /** Whether a sign was given that nobody else answers. */
    private static boolean isOurs(InteractionAnswers.@Nullable Sign sign) {
        return sign != null && sign != InteractionAnswers.Sign.ELSEWHERE;
    }

    /** False where it is not known whether the person has the answer. */
    private boolean attempt(
            Interaction interaction,
            CatalogEntry listed,
            Invocation invocation,
            DeliveryKind delivery,
            AtomicReference<InteractionAnswers.@Nullable Sign> sign)
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
        return DeferredDispatch.lifetime(
                invocation.flatMap(it -> catalogs.current().find(it.path())));
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
                case InteractionState.Answered() -> true;
                case InteractionState.Unknown() -> false;
                case InteractionState.Deferred deferred ->
                        finish(interaction, listed, asked, DeliveryKind.REPEATED, deferred);
                case InteractionState.Open() ->
                        open(interaction, listed, asked, DeliveryKind.REPEATED);
            };
        }
    }

    /** Runs what it may still answer. */
    private boolean open(
            Interaction interaction,
            CatalogEntry listed,
            Invocation invocation,
            DeliveryKind delivery)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        return switch (answers.defer(interaction, visibility)) {
            case TAKEN ->
                    finish(
                            interaction,
                            listed,
                            invocation,
                            delivery,
                            new InteractionState.Deferred(visibility));
            case ELSEWHERE -> true;
            case TOO_LATE -> settle(interaction, listed, invocation);
            case UNKNOWN -> false;
        };
    }

    private boolean finish(
            Interaction interaction,
            CatalogEntry listed,
            Invocation invocation,
            DeliveryKind delivery,
            InteractionState.Deferred deferred)
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

    private boolean settle(Interaction interaction, CatalogEntry listed, Invocation invocation)
            throws InterruptedException {
        return switch (dispatch.settle(listed, invocation)) {
            case InvocationOutcome.Answered(var reply) ->
                    answers.channel()
                                    .tell(
                                            interaction,
                                            invocation,
                                            new DispatchResult(reply, true),
                                            files.of(listed, reply))
                            && !Thread.currentThread().isInterrupted();
            case InvocationOutcome.Declined _ -> true;
            case InvocationOutcome.Away(),
                    InvocationOutcome.Busy(),
                    InvocationOutcome.Uncertain() ->
                    false;
        };
    }

    /**
     * Runs it and answers.
     *
     * @param sign what came of the one that was given, if any was
     */
    private boolean run(
            Interaction interaction,
            CatalogEntry listed,
            Invocation invocation,
            DeliveryKind delivery,
            AtomicReference<InteractionAnswers.@Nullable Sign> sign)
            throws InterruptedException {
        var visibility = listed.spec().visibility();
        var underway =
                answers.underway(
                        interaction, invocation, new InteractionState.Deferred(visibility));
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
