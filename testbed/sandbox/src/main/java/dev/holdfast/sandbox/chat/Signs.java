package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is told and kept by nobody: who types, who is online and does what, who is in a voice
 * channel. Called inside a change of the world.
 */
@Singleton
public class Signs {
    public static final Set<String> STATUSES =
            Set.of("online", "dnd", "idle", "invisible", "offline");
    private static final Set<String> UNSEEN = Set.of("invisible", "offline");

    private final World world;
    private final GuildShapes shapes;
    private final Map<Snowflake, ObjectNode> presences = new HashMap<>();
    private final Map<Snowflake, String> chosen = new HashMap<>();

    Signs(World world, GuildShapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    public void typing(Channel channel, Snowflake user) {
        var data = Json.object().put("channel_id", channel.id().toString());
        data.put("user_id", user.toString()).put("timestamp", world.now().getEpochSecond());
        var guildId = channel.guildId();
        if (guildId != null) {
            data.put("guild_id", guildId.toString());
            world.member(guildId, user)
                    .ifPresent(member -> data.set("member", shapes.member(member)));
        }
        var intent = guildId == null ? Intent.DIRECT_MESSAGE_TYPING : Intent.GUILD_MESSAGE_TYPING;
        world.publish(Event.inChannel("TYPING_START", data, channel, intent));
    }

    /**
     * Tells every guild of the user how they are.
     *
     * @param status one of {@link #STATUSES}; who is invisible looks offline
     */
    public void present(Snowflake user, String status, JsonNode activities) {
        var data = presence(user, UNSEEN.contains(status) ? "offline" : status, activities);
        presences.put(user, data);
        chosen.put(user, status);
        for (var guild : world.guilds.all()) {
            if (world.member(guild.id(), user).isEmpty()) continue;
            var told = data.deepCopy().put("guild_id", guild.id().toString());
            tell("PRESENCE_UPDATE", told, guild.id(), Intent.GUILD_PRESENCES);
        }
    }

    private static ObjectNode presence(Snowflake user, String seen, JsonNode activities) {
        var data = Json.object().put("status", seen);
        data.putObject("user").put("id", user.toString());
        data.set("activities", activities.isArray() ? activities : Json.array());
        var clients = data.putObject("client_status");
        if (!seen.equals("offline")) clients.put("web", seen);
        return data;
    }

    /** How the user wants to be seen; who never said is online. */
    public String status(Snowflake user) {
        return chosen.getOrDefault(user, "online");
    }

    /**
     * Of these members, those who are not offline; a person who never said how they are is online.
     */
    public ArrayNode presences(List<Member> members) {
        var present = Json.array();
        for (var member : members) {
            var user = member.userId();
            var bot = world.users.find(user).orElseThrow().bot();
            var known = presences.get(user);
            if (known == null && !bot) known = presence(user, "online", Json.array());
            if (known != null && !known.path("status").asText().equals("offline")) {
                present.add(known);
            }
        }
        return present;
    }

    /** Somebody enters, changes or (without a channel) leaves a voice channel; nobody hears it. */
    public void voice(Snowflake guildId, Snowflake user, String session, JsonNode wish) {
        var member = world.member(guildId, user);
        if (member.isEmpty()) return;
        var data = Json.object().put("guild_id", guildId.toString());
        data.set("channel_id", wish.path("channel_id").isTextual() ? wish.get("channel_id") : null);
        data.put("user_id", user.toString()).put("session_id", session);
        data.set("member", shapes.member(member.get()));
        data.put("deaf", false).put("mute", false).put("suppress", false);
        data.put("self_deaf", wish.path("self_deaf").asBoolean());
        data.put("self_mute", wish.path("self_mute").asBoolean());
        data.put("self_video", false).putNull("request_to_speak_timestamp");
        tell("VOICE_STATE_UPDATE", data, guildId, Intent.GUILD_VOICE_STATES);
    }

    private void tell(String name, ObjectNode data, Snowflake guildId, int intent) {
        world.publish(Event.inGuild(name, data, guildId, intent));
    }
}
