package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** Users: the bot or the person whose token it is, their guilds and direct messages; others. */
@Singleton
class UserEndpoints implements EndpointGroup {
    private static final int MOST = 200;

    private final World world;
    private final GuildShapes shapes;
    private final Chat chat;
    private final Pictures pictures;
    private final Authority authority;

    UserEndpoints(
            World world, GuildShapes shapes, Chat chat, Pictures pictures, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.chat = chat;
        this.pictures = pictures;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.either("GET", "/users/@me", "identify", call -> read(call, this::me));
        routes.bot("PATCH", "/users/@me", this::change);
        routes.either("GET", "/users/@me/guilds", "guilds", this::guilds);
        routes.either(
                "GET",
                "/users/@me/guilds/{guild}/member",
                "guilds.members.read",
                call -> read(call, this::membership));
        routes.bearer(
                "GET",
                "/users/@me/connections",
                "connections",
                _ -> EndpointAnswer.ok(Json.array()));
        routes.bot("GET", "/users/@me/channels", this::directs);
        routes.bot("POST", "/users/@me/channels", this::openDirect);
        routes.bot("GET", "/users/{user}", call -> read(call, this::user));
    }

    private EndpointAnswer read(Call call, Function<Call, ObjectNode> shape) {
        return EndpointAnswer.ok(world.change(() -> shape.apply(call)));
    }

    private ObjectNode me(Call call) {
        var node =
                shapes.user(call.user())
                        .put("mfa_enabled", true)
                        .put("locale", "en-US")
                        .put("premium_type", 0)
                        .put("verified", true)
                        .put("bio", "");
        if (call.bot()) return node.putNull("email");
        if (call.granted("email")) node.put("email", node.path("username").asText() + "@a.test");
        return node;
    }

    private EndpointAnswer change(Call call) {
        var form = call.form();
        var username = form.get("username").text(2, 32);
        pictures.keep(form, "avatar");
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var user = world.users.find(call.user()).orElseThrow();
                    var avatar =
                            form.get("avatar").missing()
                                    ? user.avatar()
                                    : form.get("avatar").text(0, 64).orElse(null);
                    chat.rename(user, username.orElse(user.username()), avatar);
                    return me(call);
                }));
    }

    private EndpointAnswer guilds(Call call) {
        var limit = call.limit(MOST, MOST);
        var before = call.querySnowflake("before");
        var after = call.querySnowflake("after");
        return EndpointAnswer.ok(
                world.change(() -> {
                    var mine =
                            world.guilds.all().stream()
                                    .filter(each ->
                                            world.member(each.id(), call.user()).isPresent())
                                    .filter(each ->
                                            before.map(id -> each.id().compareTo(id) < 0)
                                                    .orElse(true))
                                    .filter(each ->
                                            after.map(id -> each.id().compareTo(id) > 0)
                                                    .orElse(true))
                                    .sorted(Comparator.comparing(Guild::id))
                                    .limit(limit)
                                    .toList();
                    return GuildShapes.list(mine, each -> guild(call, each));
                }));
    }

    private ObjectNode guild(Call call, Guild guild) {
        var node = shapes.guild(guild).retain("id", "name", "icon", "banner", "features");
        node.put("owner", guild.ownerId().equals(call.user()));
        var member = world.member(guild.id(), call.user()).orElseThrow();
        var held = Permissions.inGuild(guild, member, world.rolesFor(member), world.now());
        node.put("permissions", Long.toString(held));
        if (!call.asks("with_counts")) return node;
        var count = world.membersOf(guild.id()).size();
        node.put("approximate_member_count", count);
        return node.put("approximate_presence_count", count);
    }

    private ObjectNode membership(Call call) {
        var guild = authority.in(call, 0);
        return shapes.member(world.member(guild.id(), call.user()).orElseThrow());
    }

    private ObjectNode user(Call call) {
        return shapes.user(
                world.users.find(call.id("user")).orElseThrow(DiscordError::unknownUser));
    }

    private EndpointAnswer directs(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var own =
                            world.channels.all().stream()
                                    .filter(each -> each.guildId() == null)
                                    .filter(each -> each.recipients().contains(call.user()))
                                    .toList();
                    return GuildShapes.list(own, shapes::channel);
                }));
    }

    private EndpointAnswer openDirect(Call call) {
        var form = call.form();
        var id = recipient(form.get("recipient_id"));
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    User person =
                            id.flatMap(world.users::find).orElseThrow(DiscordError::unknownUser);
                    if (person.bot()) throw DiscordError.cannotMessageUser();
                    var bot = world.users.find(call.user()).orElseThrow();
                    return shapes.channel(chat.direct(bot, person));
                }));
    }

    private static Optional<Snowflake> recipient(Field field) {
        return field.require() ? field.snowflake() : Optional.empty();
    }
}
