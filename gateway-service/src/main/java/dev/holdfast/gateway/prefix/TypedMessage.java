package dev.holdfast.gateway.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.gateway.discord.DiscordFile;
import dev.holdfast.gateway.permission.TypedRights;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.Snowflake;
import dev.holdfast.kit.protocol.UserId;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message of a person, as far as a command in it needs it.
 *
 * @see <a href="https://discord.com/developers/docs/resources/message#message-object">Discord:
 *     messages</a>
 * @param name of the author, as others see it
 * @param restrained whether the author may only look: timed out, or not yet past the server's
 *     screening
 * @param mentioned the people it mentions, by id; without a word of Discord's about their
 *     membership they count as {@link OptionValue.Person#outside() outside}
 */
record TypedMessage(
        String id,
        GuildId guild,
        ChannelId channel,
        UserId author,
        String name,
        List<RoleId> roles,
        boolean restrained,
        String text,
        Map<UserId, OptionValue.Person> mentioned,
        List<OptionValue.File> files) {

    /** What people write: messages and replies. Threads being made and the like carry texts too. */
    private static final Set<Integer> WRITTEN = Set.of(0, 19);

    TypedMessage {
        roles = List.copyOf(roles);
        mentioned = Map.copyOf(mentioned);
        files = List.copyOf(files);
    }

    /** Its author, as their rights are asked for. */
    TypedRights.Typist typist() {
        return new TypedRights.Typist(guild, channel, author, roles, restrained);
    }

    /** Empty for a message of a bot, a webhook or Discord itself, or without a text. */
    static Optional<TypedMessage> of(JsonNode json) {
        var author = json.path("author");
        if (author.path("bot").asBoolean()
                || json.hasNonNull("webhook_id")
                || !WRITTEN.contains(json.path("type").asInt())
                || json.path("content").asText().isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                new TypedMessage(
                        json.path("id").asText(),
                        json.hasNonNull("guild_id")
                                ? GuildId.of(json.path("guild_id").asText())
                                : GuildId.DIRECT,
                        ChannelId.of(json.path("channel_id").asText()),
                        UserId.of(author.path("id").asText()),
                        name(json.path("member"), author),
                        roles(json.path("member").path("roles")),
                        isRestrained(json),
                        json.path("content").asText().strip(),
                        mentioned(json.path("mentions"), json.hasNonNull("guild_id")),
                        files(json.path("attachments"))));
    }

    /** As it was when the message was written. */
    private static boolean isRestrained(JsonNode json) {
        var member = json.path("member");
        var silenced = member.path("communication_disabled_until");
        return member.path("pending").asBoolean()
                || (silenced.isTextual()
                        && OffsetDateTime.parse(silenced.asText())
                                .toInstant()
                                .isAfter(Snowflake.instant(json.path("id").asLong())));
    }

    /** A member of the guild as Discord describes them. */
    static OptionValue.Person member(JsonNode member, JsonNode user) {
        return person(member, user, false);
    }

    /** Somebody who is not in the guild, or whom Discord describes where there is none. */
    static OptionValue.Person user(JsonNode user, boolean outside) {
        return person(MissingNode.getInstance(), user, outside);
    }

    private static OptionValue.Person person(JsonNode member, JsonNode user, boolean outside) {
        return new OptionValue.Person(
                UserId.of(user.path("id").asText()),
                name(member, user),
                user.path("bot").asBoolean(),
                outside);
    }

    private static Map<UserId, OptionValue.Person> mentioned(JsonNode mentions, boolean inGuild) {
        var people = new HashMap<UserId, OptionValue.Person>();
        for (var user : mentions) {
            var person =
                    user.has("member") ? member(user.path("member"), user) : user(user, inGuild);
            people.put(person.user(), person);
        }
        return people;
    }

    private static List<OptionValue.File> files(JsonNode attachments) {
        var files = new ArrayList<OptionValue.File>();
        attachments.forEach(attachment -> files.add(DiscordFile.of(attachment)));
        return files;
    }

    private static List<RoleId> roles(JsonNode ids) {
        var roles = new ArrayList<RoleId>();
        ids.forEach(id -> roles.add(RoleId.of(id.asText())));
        return roles;
    }

    private static String name(JsonNode member, JsonNode user) {
        if (member.hasNonNull("nick")) {
            return member.path("nick").asText();
        }
        return user.hasNonNull("global_name")
                ? user.path("global_name").asText()
                : user.path("username").asText();
    }
}
