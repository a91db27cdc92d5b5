package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Roles;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.form.Patch;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** The roles of a guild, as the bot may read, make and change them. */
@Singleton
class RoleEndpoints implements EndpointGroup {
    private static final int MOST = 250;
    private static final String ALL = "/guilds/{guild}/roles";
    private static final String ONE = ALL + "/{role}";

    private final World world;
    private final GuildShapes shapes;
    private final Roles roles;
    private final Authority authority;

    RoleEndpoints(World world, GuildShapes shapes, Roles roles, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.roles = roles;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("GET", ALL, this::list);
        routes.bot("POST", ALL, this::create);
        routes.bot("PATCH", ALL, this::order);
        routes.bot("GET", ALL + "/member-counts", this::counts);
        routes.bot("GET", ONE, this::one);
        routes.bot("PATCH", ONE, this::change);
        routes.bot("DELETE", ONE, this::delete);
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, 0);
                    return GuildShapes.list(world.rolesOf(guild.id()), shapes::role);
                }));
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(
                world.change(() ->
                        shapes.role(authority.known(call.id("role"), authority.in(call, 0)))));
    }

    private EndpointAnswer counts(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, 0);
                    var counts = Json.object();
                    for (var role : world.rolesOf(guild.id())) {
                        if (!role.everyone()) counts.put(role.id().toString(), holders(role));
                    }
                    return counts;
                }));
    }

    private long holders(Role role) {
        return world.membersOf(role.guildId()).stream()
                .filter(member -> member.roles().contains(role.id()))
                .count();
    }

    private record Form(ObjectNode fields, Field form) {
        static Form read(Field form) {
            var patch =
                    new Patch(form)
                            .text("name", 0, 100)
                            .number("color", 0, 0xFFFFFF)
                            .flag("hoist", "mentionable")
                            .text("unicode_emoji", 0, 100)
                            .text("icon", 0, 1 << 20);
            var colors = form.get("colors");
            var primary = colors.get("primary_color").integer(0, 0xFFFFFF, 0);
            form.get("permissions").permissions();
            var fields = patch.read();
            if (colors.object()) fields.put("color", primary);
            return new Form(fields, form);
        }

        Role onto(Role role) {
            var name = fields.path("name").asText("");
            return new Role(
                    role.id(),
                    role.guildId(),
                    name.isEmpty() || role.everyone() ? role.name() : name,
                    form.get("permissions").permissions().orElse(role.permissions()),
                    role.position(),
                    fields.path("color").asInt(role.color()),
                    fields.path("hoist").asBoolean(role.hoist()),
                    fields.path("mentionable").asBoolean(role.mentionable()),
                    role.botId());
        }

        /** What only a guild with boosts has. */
        void refuseIcons() {
            if (fields.path("icon").isTextual() || fields.path("unicode_emoji").isTextual()) {
                throw DiscordError.of(
                        400, 50101, "This server needs more boosts to perform this action");
            }
        }
    }

    private EndpointAnswer create(Call call) {
        var form = Form.read(call.form());
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.MANAGE_ROLES);
                    form.refuseIcons();
                    if (world.rolesOf(guild.id()).size() >= MOST) {
                        throw DiscordError.tooMany(30005, "server roles", MOST);
                    }
                    var held = authority.held(call, guild);
                    var usual = world.roles.find(guild.id()).orElseThrow().permissions() & held;
                    var id = world.nextId();
                    var blank =
                            new Role(id, guild.id(), "new role", usual, 1, 0, false, false, null);
                    var role = form.onto(blank);
                    authority.refuseBeyond(held, role.permissions());
                    return shapes.role(roles.create(role, call.by()));
                }));
    }

    private EndpointAnswer change(Call call) {
        var form = Form.read(call.form());
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.MANAGE_ROLES);
                    var before = authority.known(call.id("role"), guild);
                    authority.below(call, guild, before);
                    form.refuseIcons();
                    var after = form.onto(before);
                    var granted = after.permissions() & ~before.permissions();
                    authority.refuseBeyond(authority.held(call, guild), granted);
                    return shapes.role(roles.change(before, after, call.by()));
                }));
    }

    private EndpointAnswer delete(Call call) {
        world.change(() -> {
            var guild = authority.in(call, Permission.MANAGE_ROLES);
            var role = authority.known(call.id("role"), guild);
            if (role.everyone() || role.managed()) throw DiscordError.invalidRole();
            authority.below(call, guild, role);
            roles.delete(role, call.by());
        });
        return EndpointAnswer.nothing();
    }

    private EndpointAnswer order(Call call) {
        var form = Field.of(call.json());
        var asked = form.list(1, MOST);
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.MANAGE_ROLES);
                    var places = new HashMap<Role, Integer>();
                    for (var each : asked) place(call, guild, each, places);
                    form.refuseErrors();
                    var ordered = roles.order(guild.id(), places, call.by());
                    return GuildShapes.list(ordered, shapes::role);
                }));
    }

    /** Neither a role above the bot's own, nor a place above it; libraries name all of them. */
    private void place(Call call, Guild guild, Field asked, Map<Role, Integer> places) {
        var id = asked.get("id");
        if (!id.require()) return;
        var role = authority.known(id.snowflake().orElse(new Snowflake(0)), guild);
        if (asked.get("position").empty()) return;
        var lowest = role.everyone() ? 0 : 1;
        var position = asked.get("position").integer(lowest, MOST, lowest);
        if (role.everyone() && position == 0) return;
        if (role.everyone()) throw DiscordError.invalidRole();
        if (role.position() != position) {
            authority.below(call, guild, role);
            authority.below(call, guild, role.at(position));
        }
        places.put(role, position);
    }
}
