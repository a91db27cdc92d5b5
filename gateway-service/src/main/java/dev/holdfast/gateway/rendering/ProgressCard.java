package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reached;
import dev.holdfast.kit.text.Texts;

/** How far something is, in the place of the answer that is to come. */
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
    public static ObjectNode of(Reached reached, Invocation invocation) {
        var percent = PERCENT * reached.done() / reached.total();
        var full = (int) (PARTS * reached.done() / reached.total());
        var card =
                Card.wait(EMOJI, TEXTS.say(invocation, "progress", invocation.path()))
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

    /** Whether the message shows progress and is no answer. */
    public static boolean is(JsonNode message) {
        return message.path("components").path(0).path("id").asInt() == MARK;
    }

    private static String fine(Reached reached, Invocation invocation) {
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
