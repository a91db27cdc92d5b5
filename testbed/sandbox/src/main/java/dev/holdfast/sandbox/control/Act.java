package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Snowflake;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person is asked to do, as the control API's caller wrote it.
 *
 * @param json the whole request; its field names are known ones
 */
record Act(Kind kind, ObjectNode json) {
    /** What can be done. */
    enum Kind {
        COMMAND,
        AUTOCOMPLETE,
        COMPONENT,
        MODAL,
        MESSAGE,
        JOIN,
        LEAVE,
        REACT,
        UNREACT,
        GIVE,
        TAKE,
        INVITE,
        REMOVE,
        OUTAGE,
        RECOVER,
        EDIT,
        DELETE,
        TYPE,
        PRESENT,
        OPEN,
        SILENCE,
        KICK,
        BAN,
        UNBAN,
        RENAME,
        CREATE,
        ATTEND,
        UNATTEND,
        VOTE,
        VOICE,
        BOOST,
        UNBOOST,
        SCREEN,
        UNSCREEN,
        ACCEPT_RULES,
        POPULATE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Set<String> FIELDS =
            Set.of(
                    "kind",
                    "name",
                    "type",
                    "options",
                    "targetId",
                    "messageId",
                    "customId",
                    "componentType",
                    "values",
                    "fields",
                    "content",
                    "attachments",
                    "guildId",
                    "channelId",
                    "userId",
                    "applicationId",
                    "seconds",
                    "count",
                    "raw",
                    "quietly");

    static Act read(JsonNode json) {
        if (!(json instanceof ObjectNode object))
            throw ControlProblem.malformed("Send a JSON object.");
        object.fieldNames().forEachRemaining(Act::refuseUnknown);
        var kind = object.path("kind").asText();
        for (var each : Kind.values()) {
            if (each.word().equals(kind)) return new Act(each, object);
        }
        throw ControlProblem.malformed("kind is '%s': use %s.", kind, known());
    }

    private static String known() {
        return Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    private static void refuseUnknown(String field) {
        if (!FIELDS.contains(field))
            throw ControlProblem.malformed("The field '%s' is not known.", field);
    }

    Optional<String> text(String field) {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) return Optional.empty();
        if (!value.isTextual()) throw ControlProblem.malformed("%s must be a string.", field);
        return Optional.of(value.asText());
    }

    String needed(String field) {
        return text(field).orElseThrow(() -> ControlProblem.malformed("%s is missing.", field));
    }

    Optional<Snowflake> id(String field) {
        return text(field)
                .map(text ->
                        Snowflake.parse(text)
                                .orElseThrow(() ->
                                        ControlProblem.malformed(
                                                "%s '%s' is not an id.", field, text)));
    }

    Snowflake neededId(String field) {
        return id(field).orElseThrow(() -> ControlProblem.malformed("%s is missing.", field));
    }

    int number(String field, int otherwise) {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) return otherwise;
        if (!value.isInt()) throw ControlProblem.malformed("%s must be a whole number.", field);
        return value.asInt();
    }

    ArrayNode list(String field) {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) return Json.array();
        if (value instanceof ArrayNode array) return array;
        throw ControlProblem.malformed("%s must be a list.", field);
    }

    /** Skips what only Discord's own client checks, as a modified client could. */
    boolean raw() {
        return flag("raw");
    }

    boolean flag(String field) {
        var value = json.path(field);
        if (!value.isMissingNode() && !value.isBoolean())
            throw ControlProblem.malformed("%s must be true or false.", field);
        return value.asBoolean();
    }
}
