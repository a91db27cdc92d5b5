package dev.holdfast.smoke.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.smoke.chaos.LocalDiscord;
import java.io.IOException;

/** Somebody who uses Discord in a crew's guild, in one channel. */
final class Person {

    private static final int SUB_COMMAND = 1;
    private static final int TEXT = 3;
    private static final int ROLE = 8;

    private final LocalDiscord discord;
    private final RolesGuild crew;
    private final UserId user;
    private final String channel;

    Person(LocalDiscord discord, RolesGuild crew, UserId user, String channel) {
        this.discord = discord;
        this.crew = crew;
        this.user = user;
        this.channel = channel;
    }

    /** What they are shown after {@code /connection add}. */
    JsonNode addsRule(RoleId role, String when) throws IOException, InterruptedException {
        var act = command("connection");
        var options = sub(act, "add");
        options.add(option("role", ROLE, role.toString()));
        options.add(option("when", TEXT, when));
        return shown(act);
    }

    /** What they are shown after {@code /menu post}. */
    JsonNode postsMenu(String name) throws IOException, InterruptedException {
        var act = command("menu");
        sub(act, "post").add(option("menu", TEXT, name));
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

    private static ObjectNode option(String name, int type, String value) {
        var option = JsonNodeFactory.instance.objectNode().put("name", name);
        return option.put("type", type).put("value", value);
    }

    private ObjectNode command(String name) {
        return act("command").put("name", name);
    }

    private ObjectNode act(String kind) {
        var act = JsonNodeFactory.instance.objectNode().put("kind", kind);
        act.put("guildId", crew.guild().toString()).put("channelId", channel);
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
