package dev.holdfast.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.ReactionPage;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Maps Discord's JSON to the records that services read.
 *
 * @see <a href="https://discord.com/developers/docs/resources/guild">Discord: guilds</a>
 */
public final class Shapes {

    private static final Permissions ALL = new Permissions(-1L);

    private Shapes() {}

    static MemberPage members(JsonNode list, int limit) {
        var members = all(list, Shapes::member);
        var isLast = members.size() < limit;
        return new MemberPage(members, isLast ? null : members.getLast().user());
    }

    /** A member, as REST and events tell of them alike. */
    public static GuildMember member(JsonNode json) {
        var user = json.path("user");
        return new GuildMember(
                UserId.of(user.path("id").asText()),
                name(json, user),
                user.path("bot").asBoolean(),
                all(json.path("roles"), role -> RoleId.of(role.asText())),
                instant(json.path("joined_at")),
                json.path("pending").asBoolean(),
                instant(json.path("premium_since")),
                instant(json.path("communication_disabled_until")));
    }

    private static String name(JsonNode member, JsonNode user) {
        for (var name : List.of(member.path("nick"), user.path("global_name"))) {
            if (!name.asText("").isBlank()) {
                return name.asText();
            }
        }
        return user.path("username").asText();
    }

    static ReactionPage people(JsonNode list, int limit) {
        var people =
                all(
                        list,
                        user ->
                                new ReactionPage.Reactor(
                                        UserId.of(user.path("id").asText()),
                                        user.path("bot").asBoolean()));
        var isLast = people.size() < limit;
        return new ReactionPage(people, isLast ? null : people.getLast().user());
    }

    /** A guild's roles, and what its member {@code self} has of them. */
    static GuildRoles roles(JsonNode guild, JsonNode self) {
        var roles = all(guild.path("roles"), Shapes::role);
        var everyone = RoleId.of(guild.path("id").asText());
        var held = new HashSet<RoleId>();
        held.add(everyone);
        self.path("roles").forEach(role -> held.add(RoleId.of(role.asText())));
        var its = roles.stream().filter(role -> held.contains(role.id())).toList();
        var highest =
                its.stream()
                        .max(
                                Comparator.comparing(
                                        Function.identity(),
                                        (one, other) ->
                                                one.isAbove(other)
                                                        ? 1
                                                        : other.isAbove(one) ? -1 : 0))
                        .map(GuildRoles.Role::id)
                        .orElse(everyone);
        var bits =
                its.stream()
                        .mapToLong(role -> role.permissions().bits())
                        .reduce(0, (a, b) -> a | b);
        var isOwner = guild.path("owner_id").equals(self.path("user").path("id"));
        var isAll = isOwner || (bits & Permission.ADMINISTRATOR.bit()) != 0;
        return new GuildRoles(
                roles, new GuildRoles.Bot(highest, isAll ? ALL : new Permissions(bits)));
    }

    /** A role, as REST and events tell of it alike. */
    public static GuildRoles.Role role(JsonNode json) {
        return new GuildRoles.Role(
                RoleId.of(json.path("id").asText()),
                json.path("name").asText(),
                json.path("position").asInt(),
                Permissions.of(json.path("permissions").asText("0")),
                json.path("managed").asBoolean());
    }

    private static <T> List<T> all(JsonNode list, Function<JsonNode, T> reader) {
        var all = new ArrayList<T>(list.size());
        list.forEach(each -> all.add(reader.apply(each)));
        return all;
    }

    private static @Nullable Instant instant(JsonNode text) {
        return text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
    }
}
