package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.CustomId;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import java.util.List;

/**
 * Discord's shape of a message. It names every part, so that an edit replaces all of what was
 * there, and it pings nobody.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#create-message">Discord:
 *     create message</a>
 */
public final class Rendering {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int EPHEMERAL = 1 << 6;
    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;

    private Rendering() {}

    /**
     * What a command answered, whoever is to see it.
     *
     * @throws IllegalArgumentException when a button's state is too long for Discord
     */
    public static ObjectNode reply(Reply reply, Invocation invocation) {
        return switch (reply) {
            case Reply.Message(var content) -> message(content, invocation);
            case Reply.Whisper(var content) -> message(content, invocation);
            case Reply.Update(var content) -> message(content, invocation);
            case Reply.Refusal(var text) -> sentence(text);
        };
    }

    private static ObjectNode message(Content content, Invocation invocation) {
        return message(content, invocation.path(), invocation.user());
    }

    /**
     * A message of a command.
     *
     * @param path the command that drew it: its buttons lead back to it
     * @param owner the only person who may use its buttons
     * @throws IllegalArgumentException when a button's state is too long for Discord
     */
    public static ObjectNode message(Content content, CommandPath path, UserId owner) {
        var message = message(content);
        var rows = message.putArray("components");
        content.rows().forEach(row -> rows.add(row(row, path, owner)));
        return message;
    }

    /** A message that belongs to no command; buttons are left out. */
    public static ObjectNode message(Content content) {
        var message = plain(content.text());
        var embeds = message.putArray("embeds");
        content.embeds().forEach(embed -> embeds.add(embed(embed)));
        message.putArray("components");
        return message;
    }

    /** One sentence and nothing else. */
    public static ObjectNode sentence(String text) {
        var message = plain(text);
        message.putArray("embeds");
        message.putArray("components");
        return message;
    }

    /** The same, seen by one person only. */
    public static ObjectNode ephemeral(ObjectNode message) {
        return message.deepCopy().put("flags", EPHEMERAL);
    }

    private static ObjectNode plain(String text) {
        var message = JSON.objectNode().put("content", text);
        message.putObject("allowed_mentions").putArray("parse");
        return message;
    }

    private static ObjectNode embed(Embed embed) {
        var json = JSON.objectNode();
        if (embed.title() != null) {
            json.put("title", embed.title());
        }
        if (embed.description() != null) {
            json.put("description", embed.description());
        }
        if (embed.color() != null) {
            json.put("color", embed.color());
        }
        if (!embed.fields().isEmpty()) {
            json.set("fields", fields(embed.fields()));
        }
        if (embed.footer() != null) {
            json.putObject("footer").put("text", embed.footer());
        }
        if (embed.timestamp() != null) {
            json.put("timestamp", embed.timestamp().toString());
        }
        return json;
    }

    private static ArrayNode fields(List<Embed.Field> fields) {
        var array = JSON.arrayNode();
        for (var field : fields) {
            array.addObject()
                    .put("name", field.name())
                    .put("value", field.value())
                    .put("inline", field.inline());
        }
        return array;
    }

    private static ObjectNode row(List<Button> buttons, CommandPath path, UserId owner) {
        var row = JSON.objectNode().put("type", ACTION_ROW);
        var components = row.putArray("components");
        for (var button : buttons) {
            components
                    .addObject()
                    .put("type", BUTTON)
                    .put("style", button.style().discord())
                    .put("label", button.label())
                    .put("custom_id", new CustomId(path, owner, button.state()).toString())
                    .put("disabled", button.disabled());
        }
        return row;
    }
}
