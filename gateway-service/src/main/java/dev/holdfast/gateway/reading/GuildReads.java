package dev.holdfast.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.discord.Avatars;
import dev.holdfast.gateway.discord.EventListener;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.GuildProfile;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.ReactionPage;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;

/**
 * What services read of guilds, their members and messages. A member, roles or a guild that an
 * event of this gateway changes is asked for anew; pages, and what another gateway hears, are
 * believed for some seconds. Safe for any thread.
 */
@Singleton
final class GuildReads implements EventListener {

    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(5);
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final int MOST_MEMBERS = 10_000;
    private static final int MOST_PAGED = 20_000;
    private static final int MOST_GUILDS = 1_000;
    private static final int MOST_ROLES = 50_000;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final DiscordReads looks;
    private final Guilds guilds;
    private final Avatars avatars;
    private final ReadCache<Person, GuildMember> members;
    private final ReadCache<Page, MemberPage> pages;
    private final ReadCache<Reacted, ReactionPage> reactions;
    private final ReadCache<GuildId, GuildRoles> roles;
    private final ReadCache<GuildId, GuildProfile> profiles;

    private record Person(GuildId guild, UserId user) {}

    private record Page(GuildId guild, long after, int limit) {}

    private record Reacted(GuildId guild, String path) {}

    GuildReads(DiscordReads looks, Guilds guilds, Avatars avatars) {
        this.looks = looks;
        this.guilds = guilds;
        this.avatars = avatars;
        var places = looks.places();
        this.members = new ReadCache<>(places, SECONDS, MOST_MEMBERS, (_, _) -> 1);
        this.pages =
                new ReadCache<>(
                        places,
                        A_FEW_SECONDS,
                        MOST_PAGED,
                        (_, it) -> 1 + it.value().members().size());
        this.reactions =
                new ReadCache<>(
                        places,
                        A_FEW_SECONDS,
                        MOST_PAGED,
                        (_, it) -> 1 + it.value().people().size());
        this.roles =
                new ReadCache<>(
                        places, SECONDS, MOST_ROLES, (_, it) -> 1 + it.value().roles().size());
        this.profiles = new ReadCache<>(places, A_MINUTE, MOST_GUILDS, (_, _) -> 1);
    }

    /**
     * A page of members.
     *
     * @param after 0: from the beginning
     */
    ReadResult<MemberPage> members(GuildId guild, long after, int limit, Urgency urgency) {
        var path = "/guilds/%s/members?limit=%d&after=%d".formatted(guild, limit, after);
        return pages.get(
                new Page(guild, after, limit),
                urgency,
                () -> looks.at(path, guild, urgency).map(list -> Shapes.members(list, limit)));
    }

    ReadResult<GuildMember> member(GuildId guild, UserId user, Urgency urgency) {
        return members.get(
                new Person(guild, user),
                urgency,
                () ->
                        looks.at("/guilds/%s/members/%s".formatted(guild, user), guild, urgency)
                                .map(Shapes::member));
    }

    ReadResult<GuildRoles> roles(GuildId guild, Urgency urgency) {
        return roles.get(
                guild,
                urgency,
                () ->
                        looks.at("/guilds/" + guild, guild, urgency)
                                .then(found ->
                                        own(guild, urgency).then(self -> roles(found, self))));
    }

    private static ReadResult<GuildRoles> roles(
            ReadResult.Found<JsonNode> guild, ReadResult.Found<JsonNode> self) {
        return new ReadResult.Found<>(Shapes.roles(guild.value(), self.value()), guild.asOf());
    }

    private ReadResult<JsonNode> own(GuildId guild, Urgency urgency) {
        return looks.at("/guilds/%s/members/%d".formatted(guild, looks.self()), guild, urgency);
    }

    ReadResult<GuildProfile> profile(GuildId guild, Urgency urgency) {
        return profiles.get(
                guild,
                urgency,
                () -> looks.at("/guilds/" + guild, guild, urgency).map(this::profile));
    }

    private GuildProfile profile(JsonNode json) {
        var guild = GuildId.of(json.path("id").asText());
        var features = new ArrayList<String>();
        json.path("features").forEach(feature -> features.add(feature.asText()));
        return new GuildProfile(
                guild,
                json.path("name").asText(),
                UserId.of(json.path("owner_id").asText()),
                features,
                avatars.icon(guild, json.path("icon").asText("")).orElse(null));
    }

    /** A page of those who reacted; no channel of another guild is looked into. */
    ReadResult<ReactionPage> reactions(
            GuildId guild,
            ChannelId channel,
            MessageId message,
            String emoji,
            long after,
            int limit,
            Urgency urgency) {
        var path =
                "/channels/%s/messages/%s/reactions/%s?limit=%d&after=%d"
                        .formatted(channel, message, encoded(emoji), limit, after);
        return reactions.get(
                new Reacted(guild, path),
                urgency,
                () ->
                        switch (guilds.place(guild, channel, urgency)) {
                            case ELSEWHERE ->
                                    new ReadResult.Missing<>("The server has no such channel.");
                            case UNKNOWN ->
                                    new ReadResult.Away<>(
                                            "Discord does not say whose the channel is", A_MOMENT);
                            case HERE, NOWHERE ->
                                    looks.at(path, guild, urgency)
                                            .map(list -> Shapes.people(list, limit));
                        });
    }

    private static String encoded(String emoji) {
        return URLEncoder.encode(emoji, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void hear(String type, JsonNode data) {
        switch (type) {
            case "GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE" -> {
                var guild = new GuildId(data.path("guild_id").asLong());
                var user = new UserId(data.path("user").path("id").asLong());
                members.forget(new Person(guild, user));
                if (user.value() == looks.self()) {
                    roles.forget(guild);
                }
            }
            case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE" ->
                    roles.forget(new GuildId(data.path("guild_id").asLong()));
            case "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE" -> {
                var guild = new GuildId(data.path("id").asLong());
                roles.forget(guild);
                profiles.forget(guild);
                members.forget(person -> person.guild().equals(guild));
            }
            default -> {
                // Nothing that is kept here.
            }
        }
    }
}
