package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.rendering.ProgressCard;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.CommandSpec.Visibility;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.ProgressUpdate;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a slow command is in the place of its answer: at most every 1.2 s, of which Discord
 * takes five in five seconds, and nothing any more once it is answered. Where the token is dead it
 * is a message of the bot's, or a direct one. Safe for any thread.
 */
final class ProgressDisplay implements Consumer<ProgressUpdate> {

    private static final Duration BETWEEN = Duration.ofMillis(1_200);

    private final InteractionCalls calls;
    private final Interaction interaction;
    private final Invocation invocation;
    private final Visibility visibility;
    private final boolean laidOut;

    /** The path of the answer's place for the bot itself; empty where only one person sees it. */
    private String place;

    /** The path of the bot's own message, where the interaction takes no edit any more. */
    private @Nullable String message;

    private @Nullable ProgressUpdate shown;
    private long shownAt = System.nanoTime() - BETWEEN.toNanos();
    private boolean isShown;
    private boolean answered;

    /**
     * Shows nothing yet.
     *
     * @param standing what another gateway has shown
     */
    ProgressDisplay(
            InteractionCalls calls,
            Interaction interaction,
            Invocation invocation,
            InteractionState.Deferred standing) {
        this.visibility = standing.visibility();
        this.calls = calls;
        this.interaction = interaction;
        this.invocation = invocation;
        this.isShown = standing.progress();
        this.place = standing.card();
        this.message = place.isEmpty() ? null : place;
        this.laidOut = interaction.laidOut();
    }

    @Override
    public synchronized void accept(ProgressUpdate reached) {
        var isDue = System.nanoTime() - shownAt >= BETWEEN.toNanos();
        if (answered || !isDue || reached.equals(shown) || !hasPlace()) {
            return;
        }
        var card = Rendering.inPlaceOf(laidOut, ProgressCard.of(reached, invocation));
        show(card);
        shown = reached;
        shownAt = System.nanoTime();
    }

    private void show(ObjectNode card) {
        if (message != null) {
            calls.send(RestCall.patch(message, card), interaction);
            return;
        }
        var answer = calls.send(RestCall.patch(interaction.original(), card), interaction);
        if (answer instanceof RestAnswer.Done(var edited)) {
            isShown = true;
            place = visibility == Visibility.PUBLIC ? ownPath(edited.path("id").asText()) : "";
        } else if (answer instanceof RestAnswer.Refused && InteractionCalls.isOver(answer)) {
            goOnWithoutToken(card);
        }
    }

    private String ownPath(String id) {
        return "/channels/%s/messages/%s".formatted(invocation.channel(), id);
    }

    /** After its 15 minutes the token edits nothing any more; the bot edits what all can see. */
    private void goOnWithoutToken(ObjectNode card) {
        if (!place.isEmpty()
                && calls.send(RestCall.patch(place, card), interaction)
                        instanceof RestAnswer.Done) {
            message = place;
        } else {
            ofItsOwn(card);
        }
    }

    private void ofItsOwn(ObjectNode card) {
        var messages =
                switch (visibility) {
                    case PUBLIC -> Optional.of("/channels/" + invocation.channel() + "/messages");
                    case PRIVATE -> new DirectMessages(calls).with(invocation.user(), interaction);
                };
        if (messages.isPresent()) {
            card.put("nonce", "p" + interaction.id()).put("enforce_nonce", true);
            if (calls.send(RestCall.postOnce(messages.get(), card), interaction)
                    instanceof RestAnswer.Done(var created)) {
                message = messages.get() + "/" + created.path("id").asText();
                return;
            }
        }
        answered = true;
    }

    /** A message whose button was pressed stays where others see it, unless it was the question. */
    private boolean hasPlace() {
        return !interaction.component() || interaction.decides() || interaction.alone();
    }

    /**
     * The answer takes its place from now on.
     *
     * @return whether something is shown there
     */
    synchronized boolean end() {
        answered = true;
        if (message != null) {
            calls.send(RestCall.delete(message), interaction);
        }
        return isShown;
    }

    /** The answer is a message of its own, since the token edits nothing any more. */
    synchronized void giveWay() {
        if (message == null && !place.isEmpty()) {
            calls.send(RestCall.delete(place), interaction);
        }
    }
}
