package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Interactions;
import dev.holdfast.sandbox.form.CommandForm;
import dev.holdfast.sandbox.wire.InteractionShapes;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Command;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Uses commands and asks for autocompletion. */
@Singleton
class CommandActs {
    private static final Set<Integer> USERS = Set.of(CommandForm.USER, CommandForm.MENTIONABLE);
    private static final Set<Integer> ROLES = Set.of(CommandForm.ROLE, CommandForm.MENTIONABLE);
    private static final Set<Integer> CHANNELS = Set.of(CommandForm.CHANNEL);
    private static final Set<Integer> FILES = Set.of(CommandForm.ATTACHMENT);

    private final World world;
    private final Interactions interactions;
    private final InteractionShapes shapes;
    private final CommandRights rights;
    private final FileActs files;
    private final Bots bots;
    private final Actor actor;

    CommandActs(
            World world,
            Interactions interactions,
            InteractionShapes shapes,
            CommandRights rights,
            FileActs files,
            Bots bots,
            Actor actor) {
        this.world = world;
        this.interactions = interactions;
        this.shapes = shapes;
        this.rights = rights;
        this.files = files;
        this.bots = bots;
        this.actor = actor;
    }

    Interaction use(Act act) {
        var completing = act.kind() == Act.Kind.AUTOCOMPLETE;
        var person = actor.person(act);
        var channel = actor.channel(act, person, Permission.USE_APPLICATION_COMMANDS);
        var type = act.number("type", Command.CHAT_INPUT);
        var name = act.needed("name");
        var wanted = act.id("applicationId");
        var command = find(name, type, channel, wanted);
        var application =
                command.map(Command::applicationId)
                        .or(() -> wanted)
                        .orElseGet(() -> bots.firstId());
        command.ifPresent(found -> rights.refuseForbidden(found, person, channel));
        if (command.isEmpty() && !act.raw()) {
            throw ControlProblem.unknown(
                    "The bot has no command '%s' of type %d registered here.", name, type);
        }
        var options = options(act, command, channel, completing);
        if (completing && focused(options).isEmpty()) {
            throw ControlProblem.malformed("autocomplete needs one option with focused: true.");
        }
        var id = command.map(Command::id).orElseGet(world::nextId);
        var data = Json.object().put("id", id.toString()).put("name", name).put("type", type);
        command.map(Command::guildId)
                .ifPresent(guildId -> data.put("guild_id", guildId.toString()));
        if (!options.isEmpty()) data.set("options", options);
        resolve(act, type, data, options, channel, person);
        var kind = completing ? Interaction.AUTOCOMPLETE : Interaction.COMMAND;
        return interactions.start(
                kind, path(name, options), person.id(), channel, data, null, null, application);
    }

    /** The guild's own before a global one; of any bot that is here, or of the wanted one. */
    private Optional<Command> find(
            String name, int type, Channel channel, Optional<Snowflake> wanted) {
        var found = Optional.<Command>empty();
        for (var command : world.commands.all()) {
            if (command.type() != type || !command.name().equals(name)) continue;
            if (!here(command, channel, wanted)) continue;
            if (command.guildId() != null && command.guildId().equals(channel.guildId()))
                return Optional.of(command);
            if (command.guildId() == null && found.isEmpty()) found = Optional.of(command);
        }
        return found;
    }

    private boolean here(Command command, Channel channel, Optional<Snowflake> wanted) {
        var application = command.applicationId();
        if (wanted.isPresent()) return wanted.get().equals(application);
        return channel.guildId() == null
                ? channel.recipients().contains(application)
                : world.member(channel.guildId(), application).isPresent();
    }

    private ArrayNode options(
            Act act, Optional<Command> command, Channel channel, boolean completing) {
        var given = act.list("options");
        if (act.raw() || command.isEmpty()) return given;
        var check = new OptionCheck(world, channel, completing);
        return check.check(command.get().spec().path("options"), given, "/" + command.get().name());
    }

    private static Optional<JsonNode> focused(JsonNode options) {
        for (var option : options) {
            if (option.path("focused").asBoolean()) return Optional.of(option);
            var inside = focused(option.path("options"));
            if (inside.isPresent()) return inside;
        }
        return Optional.empty();
    }

    private void resolve(
            Act act, int type, ObjectNode data, ArrayNode options, Channel channel, User person) {
        var users = new HashSet<Snowflake>();
        var roles = new HashSet<Snowflake>();
        var channels = new HashSet<Snowflake>();
        var targets = new ArrayList<Message>();
        OptionCheck.collect(options, USERS, users);
        OptionCheck.collect(options, ROLES, roles);
        OptionCheck.collect(options, CHANNELS, channels);
        if (type != Command.CHAT_INPUT) {
            var target = act.neededId("targetId");
            data.put("target_id", target.toString());
            if (type == Command.USER) users.add(target);
            else targets.add(target(channel, person, target));
        }
        var resolved = shapes.resolved(channel, person.id(), users, roles, channels, targets);
        var named = new HashSet<Snowflake>();
        OptionCheck.collect(options, FILES, named);
        for (var file : files.named(ids(named))) {
            resolved.withObjectProperty("attachments").set(file.path("id").asText(), file);
        }
        if (!resolved.isEmpty()) data.set("resolved", resolved);
    }

    private static ArrayNode ids(Set<Snowflake> ids) {
        var array = Json.array();
        ids.forEach(id -> array.add(id.toString()));
        return array;
    }

    private Message target(Channel channel, User person, Snowflake id) {
        return world.messages
                .find(channel.id(), id)
                .filter(message -> message.visibleTo(person.id()))
                .orElseThrow(() -> ControlProblem.unknown("There is no message %s here.", id));
    }

    /** Like {@code money add}: the command with its subcommands. */
    private static String path(String name, JsonNode options) {
        var words = new ArrayList<String>(List.of(name));
        for (var level = options;
                level.size() == 1
                        && level.get(0).path("type").asInt() <= CommandForm.SUB_COMMAND_GROUP;
                level = level.get(0).path("options")) {
            words.add(level.get(0).path("name").asText());
        }
        return String.join(" ", words);
    }
}
