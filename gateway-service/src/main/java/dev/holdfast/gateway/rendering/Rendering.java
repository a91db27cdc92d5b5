package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Decision;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import java.util.List;
import java.util.Optional;

/**
 * Discord's shape of a message. It names every part, so that an edit replaces all of what was
 * there, and it pings nobody but whom its content says.
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
            case Reply.Question question -> question(question, invocation);
            case Reply.Refusal refusal -> message(Content.card(refusal.shown()), invocation);
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
        json.put("custom_id", Controls.of(invocation).window(id, modal.command()));
        json.put("title", modal.title());
        json.set("components", Controls.inputs(modal.inputs()));
        return json;
    }

    /** The same message with a word in place of its files, for when they cannot be sent. */
    public static ObjectNode withoutFiles(ObjectNode message, Invocation invocation) {
        return withoutFiles(message, TEXTS.say(invocation, "file.lost"));
    }

    /** The same for a message that answers nobody. */
    public static ObjectNode withoutFiles(ObjectNode message) {
        return withoutFiles(message, TEXTS.english("file.lost"));
    }

    private static ObjectNode withoutFiles(ObjectNode message, String lost) {
        var bare = message.deepCopy();
        bare.putArray("attachments");
        if (isLaidOut(bare)) {
            var components = (ArrayNode) bare.path("components");
            Layouts.takeFilesFrom(components);
            components.add(Layouts.text("-# " + lost));
            return bare;
        }
        var text = message.path("content").asText() + "\n" + lost;
        return UserText.length(text) > LONGEST_TEXT ? bare : bare.put("content", text.strip());
    }

    /**
     * The same message as it takes the place of another. One that is laid out stays so for good,
     * and leaves nothing of what was not.
     *
     * @param laidOut whether the other one is
     */
    public static ObjectNode inPlaceOf(boolean laidOut, ObjectNode message) {
        var edit = message.deepCopy();
        if (isLaidOut(edit)) {
            return laidOut ? edit : edit.putNull("content").set("embeds", JSON.arrayNode());
        }
        if (laidOut) {
            edit.set("components", Layouts.of(message));
            edit.put("flags", edit.path("flags").asInt() | Layouts.FLAG);
            edit.remove(List.of("content", "embeds"));
        }
        return edit;
    }

    /** Whether Discord shows it by its components alone. */
    public static boolean isLaidOut(JsonNode message) {
        return (message.path("flags").asInt() & Layouts.FLAG) != 0;
    }

    /**
     * A message that notifies whom the reply is to notify, for where it came as an edit; empty
     * where it is to notify nobody, or is seen by one person only.
     */
    public static Optional<ObjectNode> ping(Reply reply) {
        return switch (reply) {
            case Reply.Message(var content) -> ping(content);
            case Reply.Update(var content) -> ping(content);
            case Reply.Whisper _, Reply.Modal _, Reply.Question _, Reply.Refusal _ ->
                    Optional.empty();
        };
    }

    private static Optional<ObjectNode> ping(Content content) {
        var people = content.pinging().toArray(UserId[]::new);
        return people.length == 0
                ? Optional.empty()
                : Optional.of(message(Content.text("").pinging(people)));
    }

    private static ObjectNode question(Reply.Question question, Invocation invocation) {
        var confirm = new Decision(invocation.operation(), true).toString();
        var cancel = new Decision(invocation.operation(), false).toString();
        var content =
                Content.card(question.card())
                        .row(
                                new Button(
                                        TEXTS.say(invocation, "confirm"),
                                        Button.Style.SUCCESS,
                                        confirm,
                                        false),
                                Button.of(TEXTS.say(invocation, "cancel"), cancel));
        return message(content, invocation);
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
            case TEXT, FLAG, PERSON, CHANNEL, ROLE, FILE, MESSAGE ->
                    json.put("value", choice.value());
        };
    }

    private static ObjectNode message(Content content, Invocation invocation) {
        return message(content, Controls.of(invocation).rows(content.rows()));
    }

    /**
     * A message of a command.
     *
     * @param path the command that drew it: its controls lead back to it
     * @param owner the only person who may use its controls, as far as they are not shared
     * @param guild whose it is
     * @param direct whether it is a direct message, whose controls belong to the guild
     * @throws IllegalArgumentException when a control's state is too long for Discord
     */
    public static ObjectNode message(
            Content content, CommandPath path, UserId owner, GuildId guild, boolean direct) {
        return message(content, new Controls(path, owner, guild, direct).rows(content.rows()));
    }

    /** A message that belongs to no command; controls are left out. */
    public static ObjectNode message(Content content) {
        return message(content, JSON.arrayNode());
    }

    private static ObjectNode message(Content content, ArrayNode rows) {
        var message = JSON.objectNode();
        var card = content.card();
        var people = content.pinging();
        if (card == null) {
            message.put("content", Pings.named(content.text(), people));
        } else {
            message.put("flags", Layouts.FLAG);
        }
        message.set("allowed_mentions", Pings.allowed(people));
        var files = message.putArray("attachments");
        for (var i = 0; i < content.files().size(); i++) {
            files.addObject()
                    .put("id", Integer.toString(i))
                    .put("filename", content.files().get(i).name());
        }
        if (card == null) {
            var embeds = message.putArray("embeds");
            content.embeds().forEach(embed -> embeds.add(embed(embed)));
            return message.set("components", rows);
        }
        return message.set(
                "components", Pings.named(Layouts.of(card, content.filesApart(), rows), people));
    }

    /** One sentence and nothing else. */
    public static ObjectNode sentence(String text) {
        return message(Content.text(text));
    }

    /** The same, seen by one person only. */
    public static ObjectNode ephemeral(ObjectNode message) {
        return message.deepCopy().put("flags", message.path("flags").asInt() | EPHEMERAL);
    }

    /** The same, seen as what it takes the place of was seen. */
    public static ObjectNode unflagged(ObjectNode message) {
        var bare = message.deepCopy();
        if (isLaidOut(message)) {
            return bare.put("flags", Layouts.FLAG);
        }
        bare.remove("flags");
        return bare;
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
