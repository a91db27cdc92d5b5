package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.SandboxSettings;
import dev.holdfast.sandbox.chat.Chat;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.gateway.GatewayAddress;
import dev.holdfast.sandbox.gateway.Identifies;
import dev.holdfast.sandbox.wire.ApplicationShapes;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** What a bot asks when it starts: the gateway's address, itself, its application; and users. */
@Singleton
class LoginEndpoints implements Endpoints {
    private final World world;
    private final GuildShapes shapes;
    private final ApplicationShapes applications;
    private final Chat chat;
    private final Identifies identifies;
    private final SandboxSettings settings;

    LoginEndpoints(
            World world,
            GuildShapes shapes,
            ApplicationShapes applications,
            Chat chat,
            Identifies identifies,
            SandboxSettings settings) {
        this.world = world;
        this.shapes = shapes;
        this.applications = applications;
        this.chat = chat;
        this.identifies = identifies;
        this.settings = settings;
    }

    @Override
    public void register(Routes routes) {
        routes.open("GET", "/gateway", 50, Duration.ofSeconds(1), call -> Answer.ok(gateway(call)));
        routes.bot("GET", "/gateway/bot", 2, Duration.ofSeconds(5), this::gatewayBot);
        routes.bot("GET", "/users/@me", call -> read(() -> me(call)));
        routes.bot("GET", "/users/@me/guilds", this::guilds);
        routes.bot("POST", "/users/@me/channels", this::openDirect);
        routes.bot("GET", "/users/{user}", this::user);
        routes.bot("GET", "/applications/@me", call -> read(() -> application(call)));
        routes.bot("GET", "/oauth2/applications/@me", call -> read(() -> application(call)));
    }

    private Answer read(Supplier<ObjectNode> shape) {
        return Answer.ok(world.change(shape));
    }

    private static ObjectNode gateway(Call call) {
        return Json.object().put("url", GatewayAddress.of(call.host()));
    }

    private Answer gatewayBot(Call call) {
        var limit = identifies.limit(call.user());
        var node = gateway(call).put("shards", settings.shards());
        var start = node.putObject("session_start_limit").put("total", limit.total());
        start.put("remaining", limit.remaining()).put("reset_after", limit.resetAfter().toMillis());
        start.put("max_concurrency", limit.maxConcurrency());
        return Answer.ok(node);
    }

    private ObjectNode application(Call call) {
        return applications.application(world.applications.find(call.application()).orElseThrow());
    }

    private ObjectNode me(Call call) {
        return shapes.user(call.user())
                .put("mfa_enabled", true)
                .put("locale", "en-US")
                .put("premium_type", 0)
                .putNull("email")
                .put("verified", true)
                .put("bio", "");
    }

    private Answer guilds(Call call) {
        return Answer.ok(
                world.change(() -> {
                    var mine = Json.array();
                    for (var guild : world.guilds.all()) {
                        if (world.member(guild.id(), call.user()).isEmpty()) continue;
                        var node = mine.addObject().put("id", guild.id().toString());
                        node.put("name", guild.name()).putNull("icon").putNull("banner");
                        node.put("owner", guild.ownerId().equals(call.user()));
                        node.put("permissions", Long.toString(permissions(guild, call.user())));
                        node.putArray("features");
                    }
                    return mine;
                }));
    }

    private long permissions(Guild guild, Snowflake user) {
        var member = world.member(guild.id(), user).orElseThrow();
        return Permissions.inGuild(guild, member, world.rolesFor(member), world.now());
    }

    private Answer user(Call call) {
        var id = call.id("user");
        return Answer.ok(
                world.change(() ->
                        shapes.user(world.users.find(id).orElseThrow(DiscordError::unknownUser))));
    }

    private Answer openDirect(Call call) {
        var form = call.form();
        var recipient = form.get("recipient_id");
        var id =
                recipient.require() ? recipient.snowflake() : java.util.Optional.<Snowflake>empty();
        form.refuseErrors();
        return Answer.ok(
                world.change(() -> {
                    var person =
                            id.flatMap(world.users::find).orElseThrow(DiscordError::unknownUser);
                    if (person.bot()) throw DiscordError.cannotMessageUser();
                    var bot = world.users.find(call.user()).orElseThrow();
                    return shapes.channel(chat.direct(bot, person));
                }));
    }
}
