package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
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
    private static final int LONGEST_TEXT = 2_000;
    private static final Texts TEXTS = Texts.of("rendering");

    private Rendering() {}

    /**
     * What a command answered as a message, whoever is to see it; a modal as a button that opens
     * it.
     *
     * @throws IllegalArgumentException when a control's state is too long for Discord
     */
    public static ObjectNode reply(Reply reply, Invocation invocation) {
        return switch (reply) {
            case Reply.Message(var content) -> message(content, invocation);
            case Reply.Whisper(var content) -> message(content, invocation);
            case Reply.Update(var content) -> message(content, invocation);
            case Reply.Modal modal -> opener(modal, invocation);
            case Reply.Refusal(var text) -> sentence(text);
        };
    }

    /**
     * A window with inputs.
     *
     * @throws IllegalArgumentException when its state is too long for Discord
     */
    public static ObjectNode modal(Reply.Modal modal, Invocation invocation) {
        var id = new ModalId(invocation.operation(), modal.state()).toString();
        var json = JSON.objectNode();
        json.put("custom_id", new Controls(invocation.path(), invocation.user()).id(id));
        json.put("title", modal.title());
        json.set("components", Controls.inputs(modal.inputs()));
        return json;
    }

    /** The same message with a word in place of its files, for when they cannot be sent. */
    public static ObjectNode withoutFiles(ObjectNode message, Invocation invocation) {
        var text = message.path("content").asText() + "\n" + TEXTS.say(invocation, "file.lost");
        var bare = message.deepCopy();
        bare.putArray("attachments");
        return text.length() > LONGEST_TEXT ? bare : bare.put("content", text.strip());
    }

    private static ObjectNode opener(Reply.Modal modal, Invocation invocation) {
        var button = Button.of(TEXTS.say(invocation, "open"), modal.state());
        return message(Content.text(modal.title()).buttons(button), invocation);
    }

    /**
     * What fits what a person has typed so far.
     *
     * @param type of the option being typed into: a number's choices are numbers
     */
    public static ObjectNode choices(List<OptionSpec.Choice> choices, OptionType type) {
        var json = JSON.objectNode();
        var array = json.putArray("choices");
        for (var choice : choices) {
            array.add(choice(choice, type));
        }
        return json;
    }

    /** One thing to choose, of an option of that type. */
    public static ObjectNode choice(OptionSpec.Choice choice, OptionType type) {
        var json = JSON.objectNode().put("name", choice.name());
        return switch (type) {
            case WHOLE -> json.put("value", Long.parseLong(choice.value()));
            case DECIMAL -> json.put("value", Double.parseDouble(choice.value()));
            case TEXT, FLAG, PERSON, CHANNEL, ROLE, FILE -> json.put("value", choice.value());
        };
    }

    private static ObjectNode message(Content content, Invocation invocation) {
        return message(content, invocation.path(), invocation.user());
    }

    /**
     * A message of a command.
     *
     * @param path the command that drew it: its controls lead back to it
     * @param owner the only person who may use its controls
     * @throws IllegalArgumentException when a control's state is too long for Discord
     */
    public static ObjectNode message(Content content, CommandPath path, UserId owner) {
        var message = message(content);
        message.set("components", new Controls(path, owner).rows(content.rows()));
        return message;
    }

    /** A message that belongs to no command; controls are left out. */
    public static ObjectNode message(Content content) {
        var message = plain(content.text());
        var embeds = message.putArray("embeds");
        content.embeds().forEach(embed -> embeds.add(embed(embed)));
        var files = (ArrayNode) message.path("attachments");
        for (var i = 0; i < content.files().size(); i++) {
            files.addObject()
                    .put("id", Integer.toString(i))
                    .put("filename", content.files().get(i).name());
        }
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
        message.putArray("attachments");
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
}
