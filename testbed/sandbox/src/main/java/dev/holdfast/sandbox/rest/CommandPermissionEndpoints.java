package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Audit;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.CommandPermissions;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Set;

/** Who may use the application's commands in a guild; set by a person's token only. */
@Singleton
class CommandPermissionEndpoints implements EndpointGroup {
    private static final int MOST = 100;
    private static final Set<Integer> KINDS = Set.of(1, 2, 3);
    private static final String COMMANDS = "/applications/{application}/guilds/{guild}/commands";
    private static final String SCOPE = "applications.commands.permissions.update";

    private final World world;
    private final Audit audit;
    private final Authority authority;

    CommandPermissionEndpoints(World world, Audit audit, Authority authority) {
        this.world = world;
        this.audit = audit;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        var one = COMMANDS + "/{command}/permissions";
        routes.either("GET", COMMANDS + "/permissions", SCOPE, this::all);
        routes.either("GET", one, SCOPE, this::one);
        routes.bearer("PUT", one, SCOPE, this::set);
    }

    private Guild guild(Call call, long wanted) {
        if (!call.id("application").equals(call.application())) {
            throw DiscordError.of(404, 10002, "Unknown Application");
        }
        var guild = authority.in(call, wanted);
        if (world.member(guild.id(), call.application()).isPresent()) return guild;
        throw DiscordError.missingAccess();
    }

    private EndpointAnswer all(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = guild(call, 0);
                    var all =
                            world.commandPermissions.all().stream()
                                    .filter(each -> each.guildId().equals(guild.id()))
                                    .filter(each -> each.applicationId().equals(call.application()))
                                    .toList();
                    return GuildShapes.list(all, CommandPermissionEndpoints::shape);
                }));
    }

    private static ObjectNode shape(CommandPermissions row) {
        var node = Json.object().put("id", row.id().toString());
        node.put("application_id", row.applicationId().toString());
        node.put("guild_id", row.guildId().toString());
        node.set("permissions", row.permissions());
        return node;
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = guild(call, 0);
                    return world.commandPermissions
                            .find(CommandPermissions.key(guild.id(), call.id("command")))
                            .map(CommandPermissionEndpoints::shape)
                            .orElseThrow(() ->
                                    DiscordError.of(
                                            404, 10066, "Unknown application command permissions"));
                }));
    }

    /** A command of the application here, or its own id for all of them. */
    private Snowflake command(Call call, Guild guild) {
        var id = call.id("command");
        if (id.equals(call.application())) return id;
        return world.commands
                .find(id)
                .filter(command -> command.applicationId().equals(call.application()))
                .filter(command ->
                        command.guildId() == null || command.guildId().equals(guild.id()))
                .orElseThrow(DiscordError::unknownCommand)
                .id();
    }

    private EndpointAnswer set(Call call) {
        var form = call.form();
        var permissions = Json.array();
        if (form.get("permissions").require()) {
            for (var each : form.get("permissions").list(0, MOST)) {
                if (each.object()) permissions.add(read(each));
            }
        }
        form.refuseErrors();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = guild(call, Permission.MANAGE_GUILD | Permission.MANAGE_ROLES);
                    var application = call.application();
                    var row =
                            world.commandPermissions.put(
                                    new CommandPermissions(
                                            command(call, guild),
                                            application,
                                            guild.id(),
                                            permissions));
                    var data = shape(row);
                    var name = "APPLICATION_COMMAND_PERMISSIONS_UPDATE";
                    world.publish(Event.toBot(name, data, guild.id(), 0, application));
                    var options = Json.object().put("application_id", application.toString());
                    var action = AuditEntry.COMMAND_PERMISSIONS;
                    audit.note(guild.id(), action, row.id(), Json.array(), options, call.by());
                    return data;
                }));
    }

    private static ObjectNode read(Field form) {
        var node = Json.object();
        if (form.get("id").require()) {
            form.get("id").snowflake().ifPresent(id -> node.put("id", id.toString()));
        }
        form.get("type").require();
        form.get("permission").require();
        node.put("type", form.get("type").choice(KINDS, 1));
        return node.put("permission", form.get("permission").flag(true));
    }
}
