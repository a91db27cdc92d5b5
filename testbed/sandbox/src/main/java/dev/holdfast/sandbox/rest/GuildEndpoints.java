package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.BiFunction;

/** What a bot reads of its guilds. */
@Singleton
class GuildEndpoints implements EndpointGroup {
    private static final int MOST_MEMBERS = 1_000;

    private final World world;
    private final GuildShapes shapes;
    private final AuditLog auditLog;

    GuildEndpoints(World world, GuildShapes shapes, AuditLog auditLog) {
        this.world = world;
        this.shapes = shapes;
        this.auditLog = auditLog;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", "/guilds/{guild}", call -> in(call, this::guild));
        routes.bot("GET", "/guilds/{guild}/preview", call -> in(call, this::preview));
        routes.bot("GET", "/guilds/{guild}/audit-logs", auditLog::read);
        routes.bot("GET", "/guilds/{guild}/members/search", call -> in(call, this::search));
        routes.bot("GET", "/guilds/{guild}/members/{user}", call -> in(call, this::member));
        routes.bot("GET", "/guilds/{guild}/members", call -> in(call, this::members));
    }

    /** A guild the bot is not in does not exist for it. */
    private EndpointAnswer in(Call call, BiFunction<Call, Guild, JsonNode> reading) {
        var id = call.id("guild");
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = world.guilds.find(id).orElseThrow(DiscordError::unknownGuild);
                    if (world.member(id, call.user()).isEmpty()) throw DiscordError.unknownGuild();
                    return reading.apply(call, guild);
                }));
    }

    private JsonNode guild(Call call, Guild guild) {
        var node = shapes.guild(guild);
        if (call.asks("with_counts")) {
            var count = world.membersOf(guild.id()).size();
            node.put("approximate_member_count", count).put("approximate_presence_count", count);
        }
        return node;
    }

    private JsonNode preview(Call call, Guild guild) {
        var node = shapes.guild(guild);
        var count = world.membersOf(guild.id()).size();
        node.retain(
                "id",
                "name",
                "icon",
                "description",
                "home_header",
                "splash",
                "discovery_splash",
                "features",
                "emojis",
                "stickers");
        node.put("approximate_presence_count", count);
        return node.put("approximate_member_count", count);
    }

    private JsonNode member(Call call, Guild guild) {
        var id = call.id("user");
        if (world.users.find(id).isEmpty()) throw DiscordError.unknownUser();
        return shapes.member(world.member(guild.id(), id).orElseThrow(DiscordError::unknownMember));
    }

    private JsonNode members(Call call, Guild guild) {
        var after = call.querySnowflake("after").orElse(new Snowflake(0));
        var page =
                world.membersOf(guild.id()).stream()
                        .filter(member -> member.userId().compareTo(after) > 0)
                        .sorted(Comparator.comparing(Member::userId))
                        .limit(call.limit(1, MOST_MEMBERS))
                        .toList();
        return GuildShapes.list(page, shapes::member);
    }

    private JsonNode search(Call call, Guild guild) {
        var query = call.query().get("query");
        var prefix = query == null ? "" : query.toLowerCase(Locale.ROOT);
        var found =
                world.membersOf(guild.id()).stream()
                        .filter(member -> named(member, prefix))
                        .limit(call.limit(1, MOST_MEMBERS))
                        .toList();
        return GuildShapes.list(found, shapes::member);
    }

    private boolean named(Member member, String prefix) {
        var user = world.users.find(member.userId()).orElseThrow();
        var nick = member.nick() == null ? user.displayName() : member.nick();
        return user.username().toLowerCase(Locale.ROOT).startsWith(prefix)
                || nick.toLowerCase(Locale.ROOT).startsWith(prefix);
    }
}
