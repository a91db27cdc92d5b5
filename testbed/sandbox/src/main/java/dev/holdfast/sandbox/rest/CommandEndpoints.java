package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.CommandForm;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.form.Field;
import dev.holdfast.sandbox.wire.ApplicationShapes;
import dev.holdfast.sandbox.world.Command;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The application's commands, global and per guild. */
@Singleton
class CommandEndpoints implements EndpointGroup {
    private static final Map<Integer, Integer> MOST =
            Map.of(Command.CHAT_INPUT, 100, Command.USER, 15, Command.MESSAGE, 15);

    private final World world;
    private final ApplicationShapes shapes;

    CommandEndpoints(World world, ApplicationShapes shapes) {
        this.world = world;
        this.shapes = shapes;
    }

    @Override
    public void register(Routes routes) {
        for (var scope :
                List.of(
                        "/applications/{application}",
                        "/applications/{application}/guilds/{guild}")) {
            routes.bot("GET", scope + "/commands", this::list);
            routes.bot("POST", scope + "/commands", 5, Duration.ofSeconds(20), this::create);
            routes.bot("PUT", scope + "/commands", 5, Duration.ofSeconds(20), this::replaceAll);
            routes.bot("GET", scope + "/commands/{command}", this::one);
            routes.bot(
                    "PATCH",
                    scope + "/commands/{command}",
                    5,
                    Duration.ofSeconds(20),
                    this::change);
            routes.bot(
                    "DELETE",
                    scope + "/commands/{command}",
                    5,
                    Duration.ofSeconds(20),
                    this::delete);
        }
    }

    /** Whose commands, and in which guild; in none they are global. */
    private record Scope(Snowflake application, @Nullable Snowflake guild) {
        boolean has(Command command) {
            return command.applicationId().equals(application)
                    && Objects.equals(command.guildId(), guild);
        }
    }

    private Scope scope(Call call) {
        var application = call.id("application");
        if (!application.equals(call.application())) throw unknownApplication();
        if (!call.path().containsKey("guild")) return new Scope(application, null);
        var guild = call.id("guild");
        if (world.member(guild, application).isEmpty()) throw DiscordError.missingAccess();
        return new Scope(application, guild);
    }

    private static DiscordError unknownApplication() {
        return DiscordError.of(404, 10002, "Unknown Application");
    }

    private List<Command> in(Scope scope) {
        return world.commands.all().stream().filter(scope::has).toList();
    }

    private Command found(Call call) {
        var scope = scope(call);
        return world.commands
                .find(call.id("command"))
                .filter(scope::has)
                .orElseThrow(DiscordError::unknownCommand);
    }

    private EndpointAnswer list(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> shapes(in(scope(call)), call.asks("with_localizations"))));
    }

    private ArrayNode shapes(List<Command> commands, boolean localizations) {
        var list = Json.array();
        commands.forEach(command -> list.add(shapes.command(command, localizations)));
        return list;
    }

    private EndpointAnswer one(Call call) {
        return EndpointAnswer.ok(world.change(() -> shapes.command(found(call), true)));
    }

    private EndpointAnswer create(Call call) {
        var form = call.form();
        var spec = CommandForm.read(form);
        form.refuseErrors();
        return world.change(() -> {
            var scope = scope(call);
            var known = named(scope, spec);
            if (known.isEmpty()) refuseTooMany(plus(in(scope), spec));
            var command = store(known, scope, spec);
            tellPages();
            return EndpointAnswer.of(known.isEmpty() ? 201 : 200, shapes.command(command, true));
        });
    }

    private static List<ObjectNode> plus(List<Command> commands, ObjectNode spec) {
        var specs = new ArrayList<ObjectNode>(commands.stream().map(Command::spec).toList());
        specs.add(spec);
        return specs;
    }

    /** Same name and type is the same command: it keeps its id. */
    private Optional<Command> named(Scope scope, ObjectNode spec) {
        return in(scope).stream()
                .filter(command -> command.name().equals(spec.path("name").asText()))
                .filter(command -> command.type() == spec.path("type").asInt())
                .findFirst();
    }

    private Command store(Optional<Command> known, Scope scope, ObjectNode spec) {
        if (known.isPresent() && known.get().spec().equals(spec)) return known.get();
        var version = world.nextId();
        return world.commands.put(
                new Command(
                        known.map(Command::id).orElse(version),
                        version,
                        scope.guild(),
                        spec,
                        scope.application()));
    }

    private EndpointAnswer replaceAll(Call call) {
        var body = call.json();
        var form = Field.of(body);
        var specs = new ArrayList<ObjectNode>();
        var names = new HashSet<String>();
        for (var each : form.list(0, 130)) {
            var spec = CommandForm.read(each);
            specs.add(spec);
            if (!names.add(spec.path("type").asInt() + spec.path("name").asText())) {
                each.get("name")
                        .bad(
                                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                                "Application command names must be unique");
            }
        }
        form.refuseErrors();
        return world.change(() -> {
            var scope = scope(call);
            refuseTooMany(specs);
            var kept = specs.stream().map(spec -> store(named(scope, spec), scope, spec)).toList();
            in(scope).stream()
                    .filter(command -> !kept.contains(command))
                    .forEach(world.commands::remove);
            tellPages();
            return EndpointAnswer.ok(shapes(kept, true));
        });
    }

    private static void refuseTooMany(List<ObjectNode> specs) {
        for (var most : MOST.entrySet()) {
            var count =
                    specs.stream()
                            .filter(spec -> spec.path("type").asInt() == most.getKey())
                            .count();
            if (count > most.getValue()) {
                throw DiscordError.of(
                        400,
                        30032,
                        "Maximum number of application commands reached (%d)"
                                .formatted(most.getValue()));
            }
        }
    }

    private EndpointAnswer change(Call call) {
        var body = call.form().raw();
        return world.change(() -> {
            var scope = scope(call);
            var command = found(call);
            var merged = command.spec().deepCopy();
            body.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
            merged.put("type", command.type());
            var form = Field.of(merged);
            var spec = CommandForm.read(form);
            form.refuseErrors();
            var other = named(scope, spec).filter(same -> !same.id().equals(command.id()));
            if (other.isPresent()) throw duplicate(form);
            var changed = store(Optional.of(command), scope, spec);
            tellPages();
            return EndpointAnswer.ok(shapes.command(changed, true));
        });
    }

    private static DiscordError duplicate(Field form) {
        form.get("name")
                .bad(
                        "APPLICATION_COMMANDS_DUPLICATE_NAME",
                        "Application command names must be unique");
        return DiscordError.form(form);
    }

    private EndpointAnswer delete(Call call) {
        world.change(() -> {
            world.commands.remove(found(call));
            tellPages();
        });
        return EndpointAnswer.nothing();
    }

    private void tellPages() {
        JsonNode all = shapes(List.copyOf(world.commands.all()), false);
        var data = Json.object();
        data.set("commands", all);
        world.publish(
                new Event("SANDBOX_COMMANDS", data, null, null, 0, Event.Audience.PAGES, null));
    }
}
