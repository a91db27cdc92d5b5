package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.chat.Interactions;
import dev.holdfast.sandbox.form.Characters;
import dev.holdfast.sandbox.wire.InteractionShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Interaction;
import dev.holdfast.sandbox.world.Interaction.State;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Presses buttons, picks from selects and sends modals. */
@Singleton
class ComponentActs {
    private static final int BUTTON = 2;
    private static final int STRING_SELECT = 3;
    private static final int TEXT_INPUT = 4;
    private static final int USER_SELECT = 5;
    private static final int ROLE_SELECT = 6;
    private static final int MENTIONABLE_SELECT = 7;
    private static final int CHANNEL_SELECT = 8;
    private static final int TEXT = 10;
    private static final int FILES = 19;

    private final World world;
    private final Interactions interactions;
    private final InteractionShapes shapes;
    private final FileActs files;
    private final Actor actor;

    ComponentActs(
            World world,
            Interactions interactions,
            InteractionShapes shapes,
            FileActs files,
            Actor actor) {
        this.files = files;
        this.world = world;
        this.interactions = interactions;
        this.shapes = shapes;
        this.actor = actor;
    }

    Interaction press(Act act) {
        var person = actor.person(act);
        var channel = actor.channel(act, person, 0);
        var message = actor.message(act, person, channel);
        var customId = act.needed("customId");
        var component =
                component(message.body().components(), customId)
                        .orElseThrow(() ->
                                ControlProblem.unknown(
                                        "Message %s has no component '%s'.",
                                        message.id(), customId));
        if (component.path("disabled").asBoolean())
            throw ControlProblem.refused("'%s' is disabled.", customId);
        var type = component.path("type").asInt();
        if (act.number("componentType", type) != type) {
            throw ControlProblem.refused("'%s' is of component type %d.", customId, type);
        }
        var data =
                Json.object()
                        .put("custom_id", customId)
                        .put("component_type", type)
                        .put("id", component.path("id").asInt());
        if (type != BUTTON) pick(act, component, type, data, channel, person);
        return interactions.start(
                Interaction.COMPONENT,
                customId,
                person.id(),
                channel,
                data,
                message,
                null,
                message.application());
    }

    private static Optional<JsonNode> component(JsonNode components, String customId) {
        for (var component : components) {
            if (component.path("custom_id").asText().equals(customId))
                return Optional.of(component);
            var inside = component(component.path("components"), customId);
            if (inside.isPresent()) return inside;
            var beside = component.path("accessory");
            if (beside.path("custom_id").asText().equals(customId)) return Optional.of(beside);
        }
        return Optional.empty();
    }

    private void pick(
            Act act, JsonNode select, int type, ObjectNode data, Channel channel, User person) {
        var values = act.list("values");
        checkPicked(select, type, values);
        data.set("values", values);
        if (type != STRING_SELECT) data.set("resolved", resolved(data, channel, person));
    }

    /** What the picked values of that select (or of the selects below it) name. */
    private ObjectNode resolved(JsonNode picked, Channel channel, User person) {
        var users = new HashSet<Snowflake>();
        var roles = new HashSet<Snowflake>();
        var channels = new HashSet<Snowflake>();
        collect(picked, Set.of(USER_SELECT, MENTIONABLE_SELECT), users);
        collect(picked, Set.of(ROLE_SELECT, MENTIONABLE_SELECT), roles);
        collect(picked, Set.of(CHANNEL_SELECT), channels);
        return shapes.resolved(channel, person.id(), users, roles, channels, List.of());
    }

    private static void collect(JsonNode picked, Set<Integer> types, Set<Snowflake> ids) {
        var type = picked.path("component_type").asInt(picked.path("type").asInt());
        if (types.contains(type)) {
            for (var value : picked.path("values")) ids.add(Snowflake.of(value.asText()));
        }
        for (var inside : picked.path("components")) collect(inside, types, ids);
        if (picked.has("component")) collect(picked.path("component"), types, ids);
    }

    private void checkPicked(JsonNode select, int type, JsonNode values) {
        var customId = select.path("custom_id").asText();
        var least = select.path("min_values").asInt(1);
        var most = select.path("max_values").asInt(1);
        if (values.size() < least || values.size() > most) {
            throw ControlProblem.refused("'%s' takes %d to %d values.", customId, least, most);
        }
        var seen = new HashSet<String>();
        for (var value : values) {
            if (!value.isTextual()
                    || !seen.add(value.asText())
                    || !offered(select, type, value.asText())) {
                throw ControlProblem.refused("%s is not among what '%s' offers.", value, customId);
            }
        }
    }

    private boolean offered(JsonNode select, int type, String value) {
        if (type == FILES) return true; // named later, or refused
        if (type == STRING_SELECT) {
            for (var option : select.path("options")) {
                if (option.path("value").asText().equals(value)) return true;
            }
            return false;
        }
        var id = Snowflake.parse(value);
        return switch (type) {
            case USER_SELECT -> id.flatMap(world.users::find).isPresent();
            case ROLE_SELECT -> id.flatMap(world.roles::find).isPresent();
            case CHANNEL_SELECT -> id.flatMap(world.channels::find).isPresent();
            default ->
                    id.flatMap(world.users::find).isPresent()
                            || id.flatMap(world.roles::find).isPresent();
        };
    }

    Interaction submit(Act act) {
        var person = actor.person(act);
        var customId = act.needed("customId");
        var opened = opened(person, customId);
        var channel = world.channels.find(opened.channelId()).orElseThrow();
        var fields = act.json().path("fields");
        if (!fields.isObject())
            throw ControlProblem.malformed(
                    "fields must be an object: each input's custom id and text.");
        var data = Json.object().put("custom_id", customId);
        var rows = data.putArray("components");
        var known = new HashSet<String>();
        for (var row : Optional.ofNullable(opened.shown()).orElseThrow().path("components")) {
            var read = rows.addObject();
            read.set("type", row.get("type"));
            read.set("id", row.get("id"));
            if (row.path("type").asInt() == TEXT) continue;
            if (row.has("component")) {
                known.add(row.path("component").path("custom_id").asText());
                read.set("component", filled(row.path("component"), fields));
                continue;
            }
            var inputs = read.putArray("components");
            for (var input : row.path("components")) {
                known.add(input.path("custom_id").asText());
                inputs.add(filled(input, fields));
            }
        }
        fields.fieldNames().forEachRemaining(name -> refuseUnknown(name, known));
        var named = resolved(data, channel, person);
        for (var file : files.named(sent(rows))) {
            named.withObjectProperty("attachments").set(file.path("id").asText(), file);
        }
        if (!named.isEmpty()) data.set("resolved", named);
        interactions.update(opened.answered(State.SUBMITTED, null));
        return interactions.start(
                Interaction.MODAL,
                customId,
                person.id(),
                channel,
                data,
                source(opened).orElse(null),
                opened.origin(false),
                opened.applicationId());
    }

    /** The files that were put into the modal. */
    private static ArrayNode sent(JsonNode rows) {
        var ids = Json.array();
        for (var row : rows) {
            if (row.path("component").path("type").asInt() != FILES) continue;
            row.path("component").path("values").forEach(ids::add);
        }
        return ids;
    }

    private static void refuseUnknown(String field, Set<String> known) {
        if (!known.contains(field))
            throw ControlProblem.refused("The modal has no input '%s'.", field);
    }

    private Optional<Message> source(Interaction opened) {
        return Optional.ofNullable(opened.sourceMessageId())
                .flatMap(id -> world.messages.find(opened.channelId(), id));
    }

    /**
     * The newest modal of that id which this person has open; it stays open while what they sent
     * gets no answer.
     */
    private Interaction opened(User person, String customId) {
        return world.interactions.newestFirst().stream()
                .filter(each -> each.userId().equals(person.id()))
                .filter(each ->
                        each.shown() != null
                                && customId.equals(each.shown().path("custom_id").asText()))
                .filter(each -> each.state() == State.MODAL || failedOnce(each, customId))
                .findFirst()
                .orElseThrow(() ->
                        ControlProblem.unknown(
                                "%s has no modal '%s' open.", person.displayName(), customId));
    }

    private boolean failedOnce(Interaction opened, String customId) {
        return opened.state() == State.SUBMITTED
                && world.interactions.newestFirst().stream()
                        .filter(each -> each.type() == Interaction.MODAL)
                        .filter(each -> each.name().equals(customId))
                        .findFirst()
                        .filter(sent -> sent.userId().equals(opened.userId()))
                        .filter(sent -> sent.state() == State.FAILED)
                        .isPresent();
    }

    /** A select's field is a list of values, a text input's a text. */
    private ObjectNode filled(JsonNode input, JsonNode fields) {
        var type = input.path("type").asInt();
        if (type == TEXT_INPUT) return written(input, fields);
        var id = input.path("custom_id").asText();
        var values = fields.path(id).isArray() ? fields.path(id) : Json.array();
        if (!values.isEmpty() || input.path("required").asBoolean(true))
            checkPicked(input, type, values);
        var read = Json.object().put("type", type).put("custom_id", id);
        read.set("id", input.get("id"));
        return read.set("values", values);
    }

    private static ObjectNode written(JsonNode input, JsonNode fields) {
        var id = input.path("custom_id").asText();
        var text = fields.path(id).asText("");
        var least = input.path("min_length").asInt(0);
        var most = input.path("max_length").asInt(4_000);
        if (text.isEmpty() && input.path("required").asBoolean(true))
            throw ControlProblem.refused("'%s' must be filled in.", id);
        if (!text.isEmpty() && (Characters.count(text) < least || Characters.count(text) > most)) {
            throw ControlProblem.refused("'%s' must be %d to %d characters long.", id, least, most);
        }
        return Json.object()
                .put("type", TEXT_INPUT)
                .put("id", input.path("id").asInt())
                .put("custom_id", id)
                .put("value", text);
    }
}
