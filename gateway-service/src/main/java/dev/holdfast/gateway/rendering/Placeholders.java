package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Replaces placeholders that only the gateway can fill, just before a message is sent: avatars, and
 * clickable command names. Thread-safe.
 */
@Singleton
public final class Placeholders {

    /** Stands for somebody's avatar, before their id. */
    static final String AVATAR = "avatar:";

    private static final Pattern COMMAND =
            Pattern.compile("</([a-z0-9_-]{1,32}(?: [a-z0-9_-]{1,32}){0,2})>");
    private static final Set<String> TEXTS = Set.of("content", "description", "value");

    private final Avatars avatars;
    private final CommandIds commands;

    Placeholders(Avatars avatars, CommandIds commands) {
        this.avatars = avatars;
        this.commands = commands;
    }

    /**
     * The same message without placeholders.
     *
     * @param guild where it is read; some commands are there only
     */
    public ObjectNode filled(ObjectNode message, GuildId guild) {
        var filled = message.deepCopy();
        fill(filled, guild);
        return filled;
    }

    private void fill(JsonNode node, GuildId guild) {
        if (node instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (field.getValue() instanceof TextNode text && TEXTS.contains(field.getKey())) {
                    field.setValue(TextNode.valueOf(clickable(text.asText(), guild)));
                }
            }
            avatar(object);
        }
        node.forEach(each -> fill(each, guild));
    }

    private void avatar(ObjectNode object) {
        var url = object.path("media").path("url").asText();
        if (url.startsWith(AVATAR)) {
            var person = UserId.of(url.substring(AVATAR.length()));
            ((ObjectNode) object.path("media")).put("url", avatars.url(person));
            object.put("description", avatars.description(person));
        }
    }

    private String clickable(String text, GuildId guild) {
        return text.contains("</")
                ? COMMAND.matcher(text).replaceAll(command -> named(command, guild))
                : text;
    }

    private String named(MatchResult command, GuildId guild) {
        var path = command.group(1);
        return commands.of(path.split(" ", 2)[0], guild)
                .map(id -> "</" + path + ":" + id + ">")
                .orElseGet(() -> "`/" + path + "`");
    }
}
