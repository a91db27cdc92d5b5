package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.GuildChanges;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Pausing invites and direct messages for at most a day. */
@Singleton
class IncidentEndpoints implements EndpointGroup {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final List<String> ACTIONS =
            List.of("invites_disabled_until", "dms_disabled_until");

    private final World world;
    private final GuildShapes shapes;
    private final GuildChanges guilds;
    private final Authority authority;

    IncidentEndpoints(World world, GuildShapes shapes, GuildChanges guilds, Authority authority) {
        this.world = world;
        this.shapes = shapes;
        this.guilds = guilds;
        this.authority = authority;
    }

    @Override
    public void register(Routes routes) {
        routes.bot("PUT", "/guilds/{guild}/incident-actions", this::change);
    }

    /** What is not mentioned stays; null ends it. */
    private EndpointAnswer change(Call call) {
        var form = call.form();
        return EndpointAnswer.ok(
                world.change(() -> {
                    var guild = authority.in(call, Permission.MANAGE_GUILD);
                    var data = changed(shapes.guild(guild).path("incidents_data"), form);
                    guilds.change(guild, Json.object().set("incidents_data", data), call.by());
                    return data;
                }));
    }

    private ObjectNode changed(JsonNode before, Field form) {
        var data = Json.object();
        for (var action : ACTIONS) {
            var field = form.get(action);
            if (field.missing()) data.put(action, before.path(action).textValue());
            else data.put(action, Json.moment(field.moment().orElse(null)));
            var latest = world.now().plus(LONGEST);
            if (field.moment().filter(until -> until.isAfter(latest)).isPresent()) {
                field.bad("BASE_TYPE_MAX", "Must be at most 24 hours in the future.");
            }
        }
        form.refuseErrors();
        return data;
    }
}
