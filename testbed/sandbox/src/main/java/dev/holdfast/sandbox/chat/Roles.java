package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Member;
import dev.holdfast.sandbox.world.Role;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Creates, changes, orders and deletes roles; called inside a change of the world. */
@Singleton
public class Roles {
    private static final Comparator<Role> ORDER =
            Comparator.comparingInt(Role::position).thenComparing(Role::id);

    private final World world;
    private final GuildShapes shapes;
    private final Audit audit;

    Roles(World world, GuildShapes shapes, Audit audit) {
        this.world = world;
        this.shapes = shapes;
        this.audit = audit;
    }

    /** A new role stands just above @everyone. */
    public Role create(Role role, By by) {
        for (var other : world.rolesOf(role.guildId())) {
            if (other.position() >= role.position()) moved(other, other.position() + 1);
        }
        world.roles.put(role);
        tell("GUILD_ROLE_CREATE", role);
        note(role, AuditEntry.ROLE_CREATE, Json.object(), shapes.role(role), by);
        return role;
    }

    public Role change(Role before, Role after, By by) {
        if (before.equals(after)) return before;
        world.roles.put(after);
        tell("GUILD_ROLE_UPDATE", after);
        note(after, AuditEntry.ROLE_UPDATE, shapes.role(before), shapes.role(after), by);
        return after;
    }

    /** Takes it from everyone who has it, and out of every channel. */
    public void delete(Role role, By by) {
        world.roles.remove(role);
        for (var member : world.membersOf(role.guildId())) {
            if (member.roles().contains(role.id())) world.members.put(without(member, role));
        }
        for (var channel : world.channelsOf(role.guildId())) {
            if (channel.overwrite(role.id()).isPresent()) {
                world.channels.put(channel.without(role.id()));
            }
        }
        var data = Json.object().put("guild_id", role.guildId().toString());
        data.put("role_id", role.id().toString());
        world.publish(Event.inGuild("GUILD_ROLE_DELETE", data, role.guildId(), Intent.GUILDS));
        note(role, AuditEntry.ROLE_DELETE, shapes.role(role), Json.object(), by);
    }

    private static Member without(Member member, Role role) {
        return member.withRoles(
                member.roles().stream().filter(id -> !id.equals(role.id())).toList());
    }

    /** Puts these roles at those places, and the others around them; gives back all, in order. */
    public List<Role> order(Snowflake guildId, Map<Role, Integer> places, By by) {
        var ordered = new ArrayList<>(world.rolesOf(guildId));
        ordered.sort(ORDER);
        ordered.removeAll(places.keySet());
        places.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(place ->
                        ordered.add(Math.min(place.getValue(), ordered.size()), place.getKey()));
        for (var place = 0; place < ordered.size(); place++) {
            var role = ordered.get(place);
            if (role.position() == place) continue;
            var after = moved(role, place);
            if (places.containsKey(role)) {
                note(after, AuditEntry.ROLE_UPDATE, shapes.role(role), shapes.role(after), by);
            }
        }
        return world.rolesOf(guildId).stream().sorted(ORDER).toList();
    }

    private Role moved(Role role, int position) {
        var moved = world.roles.put(role.at(position));
        tell("GUILD_ROLE_UPDATE", moved);
        return moved;
    }

    private void tell(String event, Role role) {
        var data = Json.object().put("guild_id", role.guildId().toString());
        data.set("role", shapes.role(role));
        world.publish(Event.inGuild(event, data, role.guildId(), Intent.GUILDS));
    }

    private void note(Role role, int action, ObjectNode before, ObjectNode after, By by) {
        audit.note(role.guildId(), action, role.id(), Audit.changes(before, after), by);
    }
}
