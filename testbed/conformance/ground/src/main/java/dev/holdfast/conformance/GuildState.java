package dev.holdfast.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One of the sandbox's guilds as it was at a moment; ids are text. */
public record GuildState(JsonNode guild) {
    public String id() {
        return guild.path("id").asText();
    }

    public String name() {
        return guild.path("name").asText();
    }

    public String channel(String name) {
        return channelNamed(name).required("id").asText();
    }

    /** A channel as it is shown; missing where there is none. */
    public JsonNode channelNamed(String name) {
        return named("channels", name);
    }

    public String role(String name) {
        return roleNamed(name).required("id").asText();
    }

    /** A role as it is shown; missing where there is none. */
    public JsonNode roleNamed(String name) {
        return named("roles", name);
    }

    /** A member's id by user name. */
    public String person(String username) {
        return each("members")
                .map(member -> member.path("user"))
                .filter(user -> user.path("username").asText().equals(username))
                .map(user -> user.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** A member by id; missing where there is none. */
    public JsonNode member(String id) {
        return each("members")
                .filter(member -> member.path("user").path("id").asText().equals(id))
                .findFirst()
                .orElseGet(() -> guild.path("nobody"));
    }

    public boolean bans(String id) {
        return each("bans").anyMatch(ban -> ban.path("user").path("id").asText().equals(id));
    }

    public int size() {
        return guild.path("members").size();
    }

    private JsonNode named(String list, String name) {
        return each(list)
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> guild.path("nothing of that name"));
    }

    private Stream<JsonNode> each(String list) {
        return StreamSupport.stream(guild.path(list).spliterator(), false);
    }
}
