package dev.holdfast.smoke.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.smoke.chaos.LocalDiscord;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Somebody who uses Discord in a guild, in one channel. */
final class Person {

    private static final int SUB_COMMAND = 1;
    private static final int TEXT = 3;
    private static final int WHOLE = 4;
    private static final int FLAG = 5;
    private static final int MEMBER = 6;
    private static final int CHANNEL = 7;
    private static final int ROLE = 8;

    private final LocalDiscord discord;
    private final GuildId guild;
    private final UserId user;
    private final String channel;

    Person(LocalDiscord discord, RolesGuild crew, UserId user, String channel) {
        this(discord, crew.guild(), user, channel);
    }

    Person(LocalDiscord discord, GuildId guild, UserId user, String channel) {
        this.discord = discord;
        this.guild = guild;
        this.user = user;
        this.channel = channel;
    }

    /** What they are shown after {@code /connection add}. */
    JsonNode addsRule(RoleId role, String when) throws IOException, InterruptedException {
        return uses("connection add", role("role", role.toString()), text("when", when));
    }

    /** What they are shown after {@code /menu post}. */
    JsonNode postsMenu(String name) throws IOException, InterruptedException {
        return uses("menu post", text("menu", name));
    }

    /** What they are shown after a command, such as {@code verify setup}. */
    JsonNode uses(String path, ObjectNode... options) throws IOException, InterruptedException {
        var words = path.split(" ", -1);
        var act = act("command").put("name", words[0]);
        var given = words.length == 1 ? act.putArray("options") : sub(act, words[1]);
        given.addAll(List.of(options));
        return shown(act);
    }

    static ObjectNode text(String name, String value) {
        return option(name, TEXT).put("value", value);
    }

    static ObjectNode whole(String name, int value) {
        return option(name, WHOLE).put("value", value);
    }

    static ObjectNode flag(String name, boolean value) {
        return option(name, FLAG).put("value", value);
    }

    static ObjectNode member(String name, String id) {
        return option(name, MEMBER).put("value", id);
    }

    static ObjectNode channel(String name, String id) {
        return option(name, CHANNEL).put("value", id);
    }

    static ObjectNode role(String name, String id) {
        return option(name, ROLE).put("value", id);
    }

    /** What they are shown who pick from the list of a message whose state begins like that. */
    JsonNode picks(JsonNode message, String state, List<String> values)
            throws IOException, InterruptedException {
        var list =
                message.path("components").findValuesAsText("custom_id").stream()
                        .filter(each -> each.contains("~" + state))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + state + ": " + message));
        var act = act("component").put("messageId", message.path("id").asText());
        var picked = act.put("customId", list).putArray("values");
        values.forEach(picked::add);
        return shown(act);
    }

    /** What they are shown who fill in a window and send it. */
    JsonNode sends(JsonNode window, Map<String, String> fields)
            throws IOException, InterruptedException {
        var act = act("modal").put("customId", window.path("custom_id").asText());
        var filled = act.putObject("fields");
        fields.forEach(filled::put);
        return shown(act);
    }

    /** What they are shown who press a button. */
    JsonNode presses(JsonNode message, String label) throws IOException, InterruptedException {
        return shown(press(message, label));
    }

    /** Presses a button and does not wait for what comes of it. */
    void begins(JsonNode message, String label) throws IOException, InterruptedException {
        discord.begin(press(message, label));
    }

    private ObjectNode press(JsonNode message, String label) {
        var button =
                message.path("components").findParents("custom_id").stream()
                        .filter(each -> each.path("label").asText().equals(label))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + label + ": " + message));
        var act = act("component").put("componentType", 2);
        act.put("messageId", message.path("id").asText());
        return act.put("customId", button.path("custom_id").asText());
    }

    private ArrayNode sub(ObjectNode act, String name) {
        var sub = act.putArray("options").addObject().put("name", name).put("type", SUB_COMMAND);
        return sub.putArray("options");
    }

    private static ObjectNode option(String name, int type) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("type", type);
    }

    private ObjectNode act(String kind) {
        var act = JsonNodeFactory.instance.objectNode().put("kind", kind);
        act.put("guildId", guild.toString()).put("channelId", channel);
        return act.put("userId", user.toString());
    }

    private JsonNode shown(ObjectNode act) throws IOException, InterruptedException {
        var report = discord.use(act);
        if (report.path("reply").isMissingNode()) {
            throw new AssertionError("not answered: " + report);
        }
        return report.path("reply");
    }
}
