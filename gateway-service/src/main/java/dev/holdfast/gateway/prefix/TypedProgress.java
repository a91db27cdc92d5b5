package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.ProgressCard;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.ProgressUpdate;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a typed slow command is in a message of its own: from its first progress on, at
 * most every 1.2 s, until its answer comes. It refers to no message, so that nobody takes it for
 * the answer. What is noted of it leads another gateway to it. Safe for any thread.
 */
final class TypedProgress implements Consumer<ProgressUpdate> {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private static final Duration BETWEEN = Duration.ofMillis(1_200);

    /** What Discord does not take by then is left out: the next one says more. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(5);
    private static final ProgressUpdate NOTHING_YET = new ProgressUpdate(0, 1, null);
    private static final int SERVER_ERROR = 500;
    private static final int REMOVALS = 2;

    private final DiscordRest rest;
    private final TypedNotes notes;
    private final MessageTurn turn;
    private final Invocation invocation;

    /** The message's id; empty: nobody knows whether it was sent; {@code null}: it was not. */
    private @Nullable String message;

    private @Nullable ProgressUpdate shown;
    private long shownAt = System.nanoTime() - BETWEEN.toNanos();
    private boolean isOver;

    /** Goes on with what another gateway has shown; else shows nothing yet. */
    TypedProgress(DiscordRest rest, TypedNotes notes, MessageTurn turn, Invocation invocation) {
        this.rest = rest;
        this.notes = notes;
        this.turn = turn;
        this.invocation = invocation;
        this.message = notes.shown(turn.asked().event()).orElse(null);
    }

    @Override
    public synchronized void accept(ProgressUpdate reached) {
        var isDue = System.nanoTime() - shownAt >= BETWEEN.toNanos();
        if (isOver || !isDue || reached.equals(shown)) {
            return;
        }
        safely(() -> show(ProgressCard.of(reached, invocation)));
        shown = reached;
        shownAt = System.nanoTime();
    }

    /** The answer is given, whatever befalls what is shown before it. */
    private void safely(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            isOver = true;
            LOG.errorf(e, "the progress of message %s is not shown", turn.asked().id());
        }
    }

    /** One that somebody has removed is not sent again. */
    private void show(ObjectNode card) {
        if (message == null || message.isEmpty()) {
            send(card);
            return;
        }
        var call = RestCall.patch(path(message), card).in(invocation.guild());
        isOver = isRefused(rest.send(call, PATIENCE));
    }

    /** Noted before and after: whoever finds only the first note sends it again to learn its id. */
    private void send(ObjectNode card) {
        var before = message;
        if (before == null) {
            note("");
        }
        switch (post(card)) {
            case RestAnswer.Done(var created) -> note(created.path("id").asText());
            case RestAnswer.Unsent _ -> message = before;
            case RestAnswer.Refused refused when isRefused(refused) -> {
                isOver = true;
                message = before;
            }
            case RestAnswer.Refused _, RestAnswer.Unanswered _ -> message = "";
        }
    }

    private void note(String id) {
        message = id;
        turn.understood(notes.refine(turn.asked(), id));
    }

    /** By its nonce Discord knows for minutes that it is the same message. */
    private RestAnswer post(ObjectNode card) {
        card.put("nonce", "p" + turn.asked().id()).put("enforce_nonce", true);
        var call = RestCall.postOnce("/channels/" + invocation.channel() + "/messages", card);
        return rest.send(call.in(invocation.guild()), PATIENCE);
    }

    /** Takes it away, since the answer is sent now. Nothing is shown any more. */
    synchronized void end() {
        isOver = true;
        var noted = message;
        if (noted != null) {
            safely(() -> remove(noted));
        }
    }

    private void remove(String noted) {
        var id = noted.isEmpty() ? learned() : noted;
        var isGone = id.isEmpty();
        for (var tried = 0; tried < REMOVALS && !isGone; tried++) {
            var call = RestCall.delete(path(id)).in(invocation.guild());
            var answer = rest.send(call, REMOVAL_PATIENCE);
            isGone = answer instanceof RestAnswer.Done || isRefused(answer);
        }
    }

    /** The id of what may have been sent; empty where Discord does not say. */
    private String learned() {
        return post(ProgressCard.of(NOTHING_YET, invocation))
                        instanceof RestAnswer.Done(var created)
                ? created.path("id").asText()
                : "";
    }

    private String path(String id) {
        return "/channels/%s/messages/%s".formatted(invocation.channel(), id);
    }

    private static boolean isRefused(RestAnswer answer) {
        return answer instanceof RestAnswer.Refused(var status, _, _) && status < SERVER_ERROR;
    }
}
