package dev.holdfast.gateway.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.dispatch.ReplyFiles;
import dev.holdfast.gateway.rendering.Placeholders;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does what was ordered, by Discord's REST. Whatever an earlier attempt may have done is found and
 * not done again: a state is set once more, a message is recognised by Discord for a few minutes
 * and looked for after that.
 */
@Singleton
record EffectExecutor(
        DiscordRest rest,
        EffectPreconditions obstacles,
        DiscordRefusals refusals,
        EffectLookup traces,
        Placeholders placeholders,
        ReplyFiles files) {

    /** Together with the last call's own time it stays below {@link EffectRecord#CLAIM}. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Discord remembers a nonce for "the past few minutes". */
    private static final Duration NONCE_KNOWN = Duration.ofMinutes(1);

    private static final Duration BAD_TOKEN = Duration.ofMinutes(1);

    /** How long a service may be away that draws a message's files. */
    private static final Duration FILES_PATIENCE = Duration.ofMinutes(10);

    private static final int UNFIT = 400;

    /** Unfit, not allowed there, too large. */
    private static final Set<Integer> NO_FILES = Set.of(UNFIT, 403, 413);

    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERRORS = 500;

    private static final Texts TEXTS = Texts.of("effect");

    /** Tries to do it; an order that an earlier attempt has done after all counts as done. */
    EffectAttempt attempt(EffectClaim.Ours claim) {
        var deadline = System.nanoTime() + claim.untilExpiry(PATIENCE).toNanos();
        var attempt = claim.isExpired() ? expired() : unlessInTheWay(claim, deadline);
        return claim.doubt().isPresent() && isNo(attempt) ? orDone(claim, attempt) : attempt;
    }

    private static EffectAttempt expired() {
        return new EffectAttempt.Known(new EffectOutcome.Expired());
    }

    private static boolean isNo(EffectAttempt attempt) {
        return attempt instanceof EffectAttempt.Known(EffectOutcome outcome)
                && !(outcome instanceof EffectOutcome.Applied);
    }

    private EffectAttempt orDone(EffectClaim.Ours claim, EffectAttempt otherwise) {
        return switch (traces.of(claim)) {
            case EffectLookup.Found.There(var message) -> applied(message);
            case EffectLookup.Found.Nothing() -> otherwise;
            case EffectLookup.Found.Unknown(var why) -> new EffectAttempt.Uncertain(why);
        };
    }

    private EffectAttempt unlessInTheWay(EffectClaim.Ours claim, long deadline) {
        var obstacle = obstacles.before(claim.order());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var isOldMessage =
                EffectMessages.isMessage(claim.order().effect())
                        && claim.doubt()
                                .filter(since -> since.isBefore(claim.now().minus(NONCE_KNOWN)))
                                .isPresent();
        if (!isOldMessage) {
            return carryOut(claim, deadline);
        }
        return switch (traces.of(claim)) {
            case EffectLookup.Found.There(var message) -> applied(message);
            case EffectLookup.Found.Nothing() -> carryOut(claim, deadline);
            case EffectLookup.Found.Unknown(var why) -> new EffectAttempt.Uncertain(why);
        };
    }

    private EffectAttempt carryOut(EffectClaim.Ours claim, long deadline) {
        try {
            return switch (claim.order().effect()) {
                case Effect.Say(var channel, var content, var source) ->
                        send(claim, channel.toString(), deadline, content, source);
                case Effect.Tell(var user, var content, var source) ->
                        judged(
                                claim,
                                call(claim, EffectMessages.open(user), deadline),
                                opened ->
                                        send(
                                                claim,
                                                opened.path("id").asText(),
                                                deadline,
                                                content,
                                                source));
                case Effect.Edit edit ->
                        judged(
                                claim,
                                edit(claim, edit, deadline),
                                _ -> new EffectAttempt.Known(new EffectOutcome.Applied(null)));
                case Effect _ ->
                        judged(
                                claim,
                                call(claim, StateCalls.call(claim.order()), deadline),
                                _ -> new EffectAttempt.Known(new EffectOutcome.Applied(null)));
            };
        } catch (IllegalArgumentException e) {
            var why = TEXTS.english("message.unfit", String.valueOf(e.getMessage()));
            return new EffectAttempt.Known(new EffectOutcome.Refused(Cause.INVALID, why));
        }
    }

    private EffectAttempt send(
            EffectClaim.Ours claim,
            String channel,
            long deadline,
            Content content,
            Effect.@Nullable Source source) {
        var body =
                placeholders.filled(
                        EffectMessages.body(claim, content, source), claim.order().guild());
        return judged(
                claim,
                show(
                        claim,
                        RestCall.postOnce("/channels/" + channel + "/messages", body)
                                .in(claim.order().guild()),
                        body,
                        deadline),
                sent -> applied(new MessageId(sent.path("id").asLong())));
    }

    /** What the message was before is seen only by what Discord says to the edit. */
    private RestAnswer edit(EffectClaim.Ours claim, Effect.Edit edit, long deadline) {
        var path = "/channels/" + edit.channel() + "/messages/" + edit.message();
        var body =
                placeholders.filled(
                        EffectMessages.body(claim.order(), edit.content(), edit.source()),
                        claim.order().guild());
        var answer = edit(claim, path, Rendering.inPlaceOf(false, body), deadline);
        if (!(answer instanceof RestAnswer.Refused(var status, _, _))
                || status != UNFIT
                || Rendering.isLaidOut(body)) {
            return answer;
        }
        return edit(claim, path, Rendering.inPlaceOf(true, body), deadline);
    }

    private RestAnswer edit(EffectClaim.Ours claim, String path, ObjectNode body, long deadline) {
        return show(
                claim, RestCall.patch(path, body).because(claim.order().reason()), body, deadline);
    }

    /** What a message says is more than its files: without them where they cannot be sent. */
    private RestAnswer show(EffectClaim.Ours claim, RestCall call, ObjectNode body, long deadline) {
        var its = claim.order().effect().files();
        if (its.isEmpty()) {
            return call(claim, call, deadline);
        }
        var answer = call(claim, call.with(files.of(claim.service(), its)), deadline);
        return areLost(claim, answer)
                ? call(claim, call.without(Rendering.withoutFiles(body)), deadline)
                : answer;
    }

    /** Discord does not take them, or nobody has drawn them for long. */
    private static boolean areLost(EffectClaim.Ours claim, RestAnswer answer) {
        var since = claim.order().firstSent();
        return switch (answer) {
            case RestAnswer.Refused(var status, _, _) -> NO_FILES.contains(status);
            case RestAnswer.Unsent unsent ->
                    unsent.forFiles()
                            && since != null
                            && since.isBefore(claim.now().minus(FILES_PATIENCE));
            case RestAnswer.Done _, RestAnswer.Unanswered _ -> false;
        };
    }

    private static EffectAttempt applied(@Nullable MessageId message) {
        return new EffectAttempt.Known(new EffectOutcome.Applied(message));
    }

    private RestAnswer call(EffectClaim.Ours claim, RestCall call, long deadline) {
        return rest.send(call.as(claim.urgency()), Duration.ofNanos(deadline - System.nanoTime()));
    }

    /** What comes of an answer: the deed goes on where Discord did what it was asked. */
    EffectAttempt judged(
            EffectClaim.Ours claim, RestAnswer answer, Function<JsonNode, EffectAttempt> done) {
        return switch (answer) {
            case RestAnswer.Done(var body) -> done.apply(body);
            case RestAnswer.Refused(var status, _, _) when status == UNAUTHORIZED ->
                    new EffectAttempt.Unsent("Discord does not know DISCORD_TOKEN", BAD_TOKEN);
            case RestAnswer.Refused(var status, _, var message) when status >= SERVER_ERRORS ->
                    new EffectAttempt.Uncertain(message);
            case RestAnswer.Refused refused ->
                    new EffectAttempt.Known(refusals.outcome(claim.order(), refused));
            case RestAnswer.Unanswered(var why) -> new EffectAttempt.Uncertain(why);
            case RestAnswer.Unsent(var why, var retryAfter, _) ->
                    new EffectAttempt.Unsent(why, retryAfter);
        };
    }
}
