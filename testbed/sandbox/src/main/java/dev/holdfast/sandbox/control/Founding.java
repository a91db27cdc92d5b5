package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.By;
import dev.holdfast.sandbox.chat.GuildChanges;
import dev.holdfast.sandbox.form.Characters;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Guild;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Optional;

/** More bots and more guilds than the first ones. */
@Singleton
class Founding {
    private static final int LONGEST_BOT = 32;
    private static final int LONGEST_GUILD = 100;

    private final World world;
    private final Bots bots;
    private final GuildChanges guilds;
    private final GuildShapes shapes;
    private final StateReport state;

    Founding(World world, Bots bots, GuildChanges guilds, GuildShapes shapes, StateReport state) {
        this.world = world;
        this.bots = bots;
        this.guilds = guilds;
        this.shapes = shapes;
        this.state = state;
    }

    /** All of them with their tokens and secrets. */
    ObjectNode bots() {
        return world.change(() -> {
            var node = Json.object();
            node.set("bots", GuildShapes.list(world.applications.all(), state::bot));
            return node;
        });
    }

    /** {@code {name, ownerId?, guildIds?}}: a new application, in these guilds. */
    ObjectNode bot(JsonNode order) {
        return world.change(() -> {
            var name = name(order, LONGEST_BOT);
            var owner = owner(order).map(User::id).orElseGet(() -> bots.first().ownerId());
            var application = bots.create(name, owner);
            for (var id : order.path("guildIds")) {
                var guild = guild(id.asText());
                admit(guild, application, new By(guild.ownerId(), null));
            }
            return state.bot(application);
        });
    }

    /** {@code {name, ownerId?, applicationIds?}}: a new guild, with these bots. */
    ObjectNode guild(JsonNode order) {
        return world.change(() -> {
            var name = name(order, LONGEST_GUILD);
            var owner = owner(order).map(User::id).orElseGet(() -> bots.first().ownerId());
            var guild = guilds.found(name, owner, Json.object());
            for (var id : order.path("applicationIds")) {
                admit(guild, application(id.asText()), new By(owner, null));
            }
            return shapes.guild(guild);
        });
    }

    private void admit(Guild guild, Application application, By by) {
        var permissions = Permission.MEMBER | Permission.MODERATOR | Permission.CARETAKER;
        guilds.admit(guild, application, permissions, by);
    }

    private static String name(JsonNode order, int longest) {
        var name = order.path("name").asText("").strip();
        if (Characters.count(name) < 2 || Characters.count(name) > longest) {
            throw ControlProblem.malformed("name must be 2 to %d characters long.", longest);
        }
        return name;
    }

    private Optional<User> owner(JsonNode order) {
        if (!order.path("ownerId").isTextual()) return Optional.empty();
        var id = order.path("ownerId").asText();
        return Optional.of(
                Snowflake.parse(id)
                        .flatMap(world.users::find)
                        .orElseThrow(() -> ControlProblem.unknown("There is no user %s.", id)));
    }

    private Guild guild(String id) {
        return Snowflake.parse(id)
                .flatMap(world.guilds::find)
                .orElseThrow(() -> ControlProblem.unknown("There is no guild %s.", id));
    }

    private Application application(String id) {
        return Snowflake.parse(id)
                .flatMap(world.applications::find)
                .orElseThrow(() -> ControlProblem.unknown("There is no application %s.", id));
    }
}
