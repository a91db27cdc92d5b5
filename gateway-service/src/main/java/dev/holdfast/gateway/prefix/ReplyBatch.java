package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.gateway.rendering.Addressee;
import dev.holdfast.gateway.rendering.Rendering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Answers of one channel as one message: in order, each naming whom it answers, within Discord's
 * bounds for a message.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#create-message">Discord:
 *     create message</a>
 */
final class ReplyBatch {

    private static final int MOST = 10;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_EMBEDS = 6_000;
    private static final int MOST_EMBEDS = 10;
    private static final int MOST_ROWS = 5;
    private static final int MOST_COMPONENTS = 40;
    private static final int LONGEST_COMPONENTS = 4_000;
    private static final int TEXT_DISPLAY = 10;

    private ReplyBatch() {}

    /** Whether one more may share the others' message. */
    static boolean fits(List<PendingReply> gathered, PendingReply more) {
        if (gathered.isEmpty()) {
            return true;
        }
        var first = gathered.getFirst();
        var isAlike =
                first.stay() == more.stay()
                        && first.stay() != ReplyLifetime.UNTIL_DECIDED
                        && Rendering.isLaidOut(first.body()) == Rendering.isLaidOut(more.body())
                        && first.files().isEmpty()
                        && more.files().isEmpty();
        if (!isAlike || gathered.size() >= MOST) {
            return false;
        }
        var all = new ArrayList<>(gathered);
        all.add(more);
        return isWithinBounds(together(all));
    }

    /** The body of a message that answers them all. */
    static ObjectNode body(List<PendingReply> answers) {
        var first = answers.getFirst();
        var refers = answers.size() == 1 && first.refers();
        var body = refers ? first.body().deepCopy() : named(answers);
        if (refers) {
            body.putObject("message_reference")
                    .put("message_id", first.to().id())
                    .put("fail_if_not_exists", false);
        }
        body.put("nonce", first.to().id()).put("enforce_nonce", true);
        body.withObject("/allowed_mentions").put("replied_user", false);
        return body;
    }

    /** Whether the bot's message answers the one of that id, alone or among others. */
    static boolean answers(JsonNode sent, String asked) {
        return sent.path("message_reference").path("message_id").asText().equals(asked)
                || Addressee.isNamed(sent, asked);
    }

    /** One answer that leaves no room for a name goes without. */
    private static ObjectNode named(List<PendingReply> answers) {
        var together = together(answers);
        return answers.size() > 1 || isWithinBounds(together)
                ? together
                : answers.getFirst().body().deepCopy();
    }

    private static ObjectNode together(List<PendingReply> answers) {
        var body = answers.getFirst().body().deepCopy();
        var isCard = Rendering.isLaidOut(body);
        var text = new StringBuilder();
        var embeds = JsonNodeFactory.instance.arrayNode();
        var components = JsonNodeFactory.instance.arrayNode();
        var pinged = new TreeSet<String>();
        for (var answer : answers) {
            var part = answer.body();
            if (isCard) {
                components.addObject().put("type", TEXT_DISPLAY).put("content", whom(answer.to()));
            } else {
                text.append(whom(answer.to())).append(' ');
            }
            text.append(part.path("content").asText()).append('\n');
            part.path("embeds").forEach(embeds::add);
            part.path("components").forEach(components::add);
            part.path("allowed_mentions").path("users").forEach(it -> pinged.add(it.asText()));
        }
        if (!isCard) {
            body.put("content", text.toString().strip());
            body.set("embeds", embeds);
        }
        body.set("components", components);
        if (!pinged.isEmpty()) {
            var users = body.withObject("/allowed_mentions").putArray("users");
            pinged.forEach(users::add);
        }
        return body;
    }

    private static String whom(TypedMessage asked) {
        return Addressee.of(asked.author(), asked.guild(), asked.channel(), asked.id());
    }

    private static boolean isWithinBounds(JsonNode body) {
        var components = body.path("components");
        var ids = components.findValuesAsText("custom_id");
        if (new HashSet<>(ids).size() < ids.size()) {
            return false;
        }
        return Rendering.isLaidOut(body)
                ? components.findValues("type").size() <= MOST_COMPONENTS
                        && length(components, "content") <= LONGEST_COMPONENTS
                : body.path("content").asText().length() <= LONGEST_TEXT
                        && body.path("embeds").size() <= MOST_EMBEDS
                        && body.path("embeds").toString().length() <= LONGEST_EMBEDS
                        && components.size() <= MOST_ROWS;
    }

    private static int length(JsonNode components, String field) {
        return components.findValuesAsText(field).stream().mapToInt(String::length).sum();
    }
}
