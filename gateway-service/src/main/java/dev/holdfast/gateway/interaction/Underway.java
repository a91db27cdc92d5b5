package dev.holdfast.gateway.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.discord.Answer;
import dev.holdfast.gateway.discord.Call;
import dev.holdfast.gateway.rendering.ProgressCard;
import dev.holdfast.gateway.rendering.Rendering;
import dev.holdfast.kit.protocol.CommandSpec.Visibility;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reached;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a slow command is in the place of its answer: at most every 1.2 s, of which Discord
 * takes five in five seconds, and nothing any more once it is answered. Where the token is dead it
 * is a message of the bot's, or a direct one. Safe for any thread.
 */
final class Underway implements Consumer<Reached> {

    private static final Duration BETWEEN = Duration.ofMillis(1_200);

    private final Calls calls;
    private final Interaction interaction;
    private final Invocation invocation;
    private final Visibility visibility;
    private final boolean laidOut;

    /** The bot's own message, where the interaction takes no edit any more. */
    private @Nullable String message;

    private @Nullable Reached shown;
    private long shownAt = System.nanoTime() - BETWEEN.toNanos();
    private boolean isShown;
    private boolean answered;

    /**
     * Shows nothing yet.
     *
     * @param isShown whether another gateway has shown something
     */
    Underway(
            Calls calls,
            Interaction interaction,
            Invocation invocation,
            Visibility visibility,
            boolean isShown) {
        this.visibility = visibility;
        this.calls = calls;
        this.interaction = interaction;
        this.invocation = invocation;
        this.isShown = isShown;
        this.laidOut = interaction.laidOut();
    }

    @Override
    public synchronized void accept(Reached reached) {
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
        var place = message == null ? interaction.original() : message;
        var answer = calls.send(Call.patch(place, card), interaction);
        isShown |= message == null && answer instanceof Answer.Done;
        if (message == null && answer instanceof Answer.Refused && Calls.isOver(answer)) {
            ofItsOwn(card);
        }
    }

    /** After its 15 minutes the token edits nothing any more. */
    private void ofItsOwn(ObjectNode card) {
        var messages =
                switch (visibility) {
                    case PUBLIC -> Optional.of("/channels/" + invocation.channel() + "/messages");
                    case PRIVATE -> new DirectMessages(calls).with(invocation.user(), interaction);
                };
        if (messages.isPresent()) {
            card.put("nonce", "p" + interaction.id()).put("enforce_nonce", true);
            if (calls.send(Call.postOnce(messages.get(), card), interaction)
                    instanceof Answer.Done(var created)) {
                message = messages.get() + "/" + created.path("id").asText();
                return;
            }
        }
        answered = true;
    }

    /** A message whose button was pressed stays, unless it was the question. */
    private boolean hasPlace() {
        return !interaction.component() || interaction.decides();
    }

    /**
     * The answer takes its place from now on.
     *
     * @return whether something is shown there
     */
    synchronized boolean end() {
        answered = true;
        if (message != null) {
            calls.send(Call.delete(message), interaction);
        }
        return isShown;
    }
}
