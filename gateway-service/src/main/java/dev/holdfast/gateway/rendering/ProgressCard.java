package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.text.Texts;

/** Shows the progress of a slow command in place of its answer. */
public final class ProgressCard {

    /** By its frame's id another gateway knows that this is no answer yet. */
    private static final int MARK = 770_077;

    private static final String EMOJI = "⏳";
    private static final int PARTS = 10;
    private static final int PERCENT = 100;
    private static final int MINUTE = 60;
    private static final Texts TEXTS = Texts.of("rendering");

    private ProgressCard() {}

    /** The card as a message; who sees it is as it was. */
    public static ObjectNode of(ProgressUpdate reached, Invocation invocation) {
        var percent = PERCENT * reached.done() / reached.total();
        var full = (int) (PARTS * reached.done() / reached.total());
        var card =
                Card.wait(EMOJI, heading(invocation))
                        .line(
                                "%s%s %d%%"
                                        .formatted(
                                                "▰".repeat(full),
                                                "▱".repeat(PARTS - full),
                                                percent))
                        .fine(fine(reached, invocation));
        var message = Rendering.message(Content.card(card));
        ((ObjectNode) message.path("components").path(0)).put("id", MARK);
        return message;
    }

    /** What stands behind controls has no name that people know. */
    private static String heading(Invocation invocation) {
        return invocation.pressed().isPresent()
                ? TEXTS.say(invocation, "progress.pressed")
                : TEXTS.say(invocation, "progress", invocation.path());
    }

    /** Whether the message shows progress and is no answer. */
    public static boolean is(JsonNode message) {
        return message.path("components").path(0).path("id").asInt() == MARK;
    }

    private static String fine(ProgressUpdate reached, Invocation invocation) {
        var parts = TEXTS.say(invocation, "progress.parts", reached.done(), reached.total());
        var left = reached.secondsLeft();
        if (left == null) {
            return parts;
        }
        var words =
                left < MINUTE
                        ? TEXTS.say(invocation, "progress.soon")
                        : TEXTS.say(invocation, "progress.minutes", Math.ceilDiv(left, MINUTE));
        return parts + " · " + words;
    }
}
