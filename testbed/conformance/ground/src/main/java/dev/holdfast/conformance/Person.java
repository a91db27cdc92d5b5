package dev.holdfast.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Somebody who acts in one channel. What starts an interaction waits until the bot has answered it
 * and tells its {@code state} and {@code reply} as the sandbox shows them.
 */
public final class Person {
    private static final String WAITING = "/sandbox/act?wait=10000";
    private static final int USER_COMMAND = 2;
    private static final int MESSAGE_COMMAND = 3;

    private final ControlClient door;
    private final String id;
    private final String channel;

    Person(ControlClient door, String id, String channel) {
        this.door = door;
        this.id = id;
        this.channel = channel;
    }

    public String id() {
        return id;
    }

    /** Uses a slash command. */
    public JsonNode use(String command, ObjectNode... options) {
        return door.post(WAITING, command("command", command, options));
    }

    /** Uses a slash command and does not wait; returns the interaction's id. */
    public String start(String command) {
        return door.post("/sandbox/act", command("command", command))
                .path("interactionId")
                .asText();
    }

    /** Types into the option that is being filled in. */
    public JsonNode type(String command, ObjectNode focused) {
        return door.post(WAITING, command("autocomplete", command, focused.put("focused", true)));
    }

    /** Uses a command of a person's context menu. */
    public JsonNode useOnUser(String command, String user) {
        return door.post(
                WAITING,
                act("command")
                        .put("name", command)
                        .put("type", USER_COMMAND)
                        .put("targetId", user));
    }

    /** Uses a command of a message's context menu. */
    public JsonNode useOnMessage(String command, String message) {
        var act = act("command").put("name", command).put("type", MESSAGE_COMMAND);
        return door.post(WAITING, act.put("targetId", message));
    }

    public JsonNode press(JsonNode message, String customId) {
        return door.post(WAITING, component(message, customId));
    }

    public JsonNode pick(JsonNode message, String customId, String... values) {
        var act = component(message, customId);
        var picked = act.putArray("values");
        for (var value : values) picked.add(value);
        return door.post(WAITING, act);
    }

    /** Fills in the modal that is open for this person, and sends it. */
    public JsonNode fill(String customId, Map<String, String> fields) {
        var act = act("modal").put("customId", customId);
        var texts = act.putObject("fields");
        fields.forEach(texts::put);
        return door.post(WAITING, act);
    }

    /** Writes a message; returns its id. */
    public String say(String content) {
        return door.post("/sandbox/act", act("message").put("content", content))
                .path("messageId")
                .asText();
    }

    public void react(String message, String emoji) {
        door.post("/sandbox/act", act("react").put("messageId", message).put("content", emoji));
    }

    /** One option of a command, in Discord's shape. */
    public static ObjectNode option(String name, int type, Object value) {
        var option = JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
        return switch (value) {
            case Boolean flag -> option.put("value", flag);
            case Integer number -> option.put("value", number);
            case Double number -> option.put("value", number);
            default -> option.put("value", value.toString());
        };
    }

    /** A subcommand or a group of them. */
    public static ObjectNode within(String name, int type, ObjectNode... options) {
        var option = JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
        var inside = option.putArray("options");
        for (var each : options) inside.add(each);
        return option;
    }

    private ObjectNode command(String kind, String name, ObjectNode... options) {
        var act = act(kind).put("name", name);
        var given = act.putArray("options");
        for (var option : options) given.add(option);
        return act;
    }

    private ObjectNode component(JsonNode message, String customId) {
        return act("component")
                .put("messageId", message.path("id").asText())
                .put("customId", customId);
    }

    private ObjectNode act(String kind) {
        var act = JsonNodeFactory.instance.objectNode().put("kind", kind).put("userId", id);
        return channel.isEmpty() ? act : act.put("channelId", channel);
    }
}
