package dev.holdfast.smoke.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.smoke.chaos.LocalDiscord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A guild of the local Discord, in which everybody and everything goes by its name. */
final class Harbour {

    private static final int ALL = 1_000;
    private static final int EPHEMERAL = 64;

    private final LocalDiscord discord;
    private final int number;

    /**
     * One that is there from the beginning.
     *
     * @param number 0 is the first
     */
    Harbour(LocalDiscord discord, int number) {
        this.discord = discord;
        this.number = number;
    }

    String id() throws IOException, InterruptedException {
        return guild().path("id").asText();
    }

    /** Somebody who uses one of its channels. */
    Person person(String name, String channel) throws IOException, InterruptedException {
        var guild = new GuildId(Long.parseLong(id()));
        return new Person(discord, guild, UserId.of(member(name)), channel(channel));
    }

    String member(String name) throws IOException, InterruptedException {
        for (var member : guild().path("members")) {
            if (member.path("user").path("global_name").asText().equals(name)) {
                return member.path("user").path("id").asText();
            }
        }
        throw new IllegalArgumentException("no " + name);
    }

    String channel(String name) throws IOException, InterruptedException {
        return named("channels", name);
    }

    String role(String name) throws IOException, InterruptedException {
        return named("roles", name);
    }

    /** Their ids. */
    List<String> roles(String... names) throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        for (var name : names) {
            ids.add(role(name));
        }
        return ids;
    }

    /** New roles, all below the bot's. */
    void makes(String... roles) throws IOException, InterruptedException {
        for (var role : roles) {
            discord.as(owner(), "/guilds/%s/roles".formatted(id()), object().put("name", role));
        }
    }

    /** The role is above all others from now on. */
    void raises(String role) throws IOException, InterruptedException {
        var order = JsonNodeFactory.instance.arrayNode();
        order.addObject().put("id", role(role)).put("position", guild().path("roles").size());
        discord.changeAs(owner(), "/guilds/%s/roles".formatted(id()), order);
    }

    /** Somebody new joins; their id. */
    String joins(String name) throws IOException, InterruptedException {
        return discord.begin(act("join").put("name", name)).path("userId").asText();
    }

    void leaves(String user) throws IOException, InterruptedException {
        discord.begin(act("leave").put("userId", user));
    }

    void joinsAgain(String user) throws IOException, InterruptedException {
        discord.begin(act("join").put("userId", user));
    }

    /** A moderator gives somebody a role by hand. */
    void gives(String name, String role) throws IOException, InterruptedException {
        discord.begin(act("give").put("userId", member(name)).put("targetId", role(role)));
    }

    /** Who has which roles on Discord; of people. */
    Map<String, Set<String>> held() throws IOException, InterruptedException {
        var guild = guild();
        var names = new HashMap<String, String>();
        guild.path("roles")
                .forEach(role -> names.put(role.path("id").asText(), role.path("name").asText()));
        var held = new TreeMap<String, Set<String>>();
        for (var member : guild.path("members")) {
            var theirs = new TreeSet<String>();
            member.path("roles").forEach(role -> theirs.add(names.get(role.asText())));
            if (!member.path("user").path("bot").asBoolean()) {
                held.put(member.path("user").path("global_name").asText(), theirs);
            }
        }
        return held;
    }

    /** How many messages stand in a channel that everybody there can read. */
    long posted(String channel) throws IOException, InterruptedException {
        var posted = 0L;
        for (var message : discord.state(ALL).path("messages").path(channel(channel))) {
            posted += (message.path("flags").asInt() & EPHEMERAL) == 0 ? 1 : 0;
        }
        return posted;
    }

    private String owner() throws IOException, InterruptedException {
        return guild().path("owner_id").asText();
    }

    private ObjectNode act(String kind) throws IOException, InterruptedException {
        return object().put("kind", kind).put("guildId", id());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String named(String list, String name) throws IOException, InterruptedException {
        for (var each : guild().path(list)) {
            if (each.path("name").asText().equals(name)) {
                return each.path("id").asText();
            }
        }
        throw new IllegalArgumentException("no %s among the %s".formatted(name, list));
    }

    private JsonNode guild() throws IOException, InterruptedException {
        return discord.state(1).path("guilds").path(number);
    }
}
