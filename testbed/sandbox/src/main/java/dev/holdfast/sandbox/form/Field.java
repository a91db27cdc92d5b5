package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One value of a form and where it stands. Each reader notes what is wrong and gives a harmless
 * value back, so that one pass finds every error; {@link #refuseErrors} ends the pass.
 */
public final class Field {
    private final ObjectNode errors;
    private final List<String> path;
    private final JsonNode value;

    private Field(ObjectNode errors, List<String> path, @Nullable JsonNode value) {
        this.errors = errors;
        this.path = path;
        this.value = value == null ? Json.object().missingNode() : value;
    }

    public static Field of(JsonNode form) {
        return new Field(Json.object(), List.of(), form);
    }

    public Field get(String name) {
        return new Field(errors, below(name), value.get(name));
    }

    /** An element of a list. */
    public Field at(int place) {
        return new Field(errors, below(Integer.toString(place)), value.get(place));
    }

    /** What it is called in the form. */
    String name() {
        return path.getLast();
    }

    private List<String> below(String name) {
        var longer = new ArrayList<String>(path);
        longer.add(name);
        return longer;
    }

    public JsonNode raw() {
        return value;
    }

    /** Whether the form says nothing about it at all; an explicit null says something. */
    public boolean missing() {
        return value.isMissingNode();
    }

    public boolean empty() {
        return value.isMissingNode() || value.isNull();
    }

    public void bad(String code, String message) {
        var node = errors;
        for (var step : path) node = node.withObjectProperty(step);
        node.withArrayProperty("_errors").addObject().put("code", code).put("message", message);
    }

    ObjectNode errors() {
        return errors;
    }

    public void refuseErrors() {
        if (!errors.isEmpty()) throw DiscordError.form(errors);
    }

    public boolean require() {
        if (!empty()) return true;
        bad("BASE_TYPE_REQUIRED", "This field is required");
        return false;
    }

    /** Numbers count as text, as Discord coerces them; empty when absent. */
    public Optional<String> text(int min, int max) {
        if (empty()) return Optional.empty();
        if (value.isContainerNode() || value.isBoolean()) {
            bad("STRING_TYPE_CONVERT", "Could not interpret \"%s\" as string.".formatted(value));
            return Optional.empty();
        }
        var text = value.asText();
        var length = Characters.count(text);
        if (min > 0 && (length < min || length > max)) {
            bad("BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.".formatted(min, max));
        } else if (length > max) {
            bad("BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.".formatted(max));
        }
        return Optional.of(text);
    }

    public String requiredText(int min, int max) {
        return require() ? text(min, max).orElse("") : "";
    }

    public int integer(int min, int max, int otherwise) {
        if (empty()) return otherwise;
        if (!value.isIntegralNumber() && !value.asText().matches("-?\\d{1,9}")) {
            bad("NUMBER_TYPE_COERCE", "Value \"%s\" is not int.".formatted(value.asText()));
            return otherwise;
        }
        var number = value.asLong();
        if (number < min) {
            bad(
                    "NUMBER_TYPE_MIN",
                    "int value should be greater than or equal to %d.".formatted(min));
        } else if (number > max) {
            bad("NUMBER_TYPE_MAX", "int value should be less than or equal to %d.".formatted(max));
        } else {
            return (int) number;
        }
        return otherwise;
    }

    /** A set of permissions, as Discord writes them: a number in a string. */
    public Optional<Long> permissions() {
        if (empty()) return Optional.empty();
        var text = value.asText();
        if (!value.isContainerNode() && text.matches("\\d{1,18}")) {
            return Optional.of(Long.parseLong(text) & Permission.ALL);
        }
        bad("NUMBER_TYPE_COERCE", "Value \"%s\" is not int.".formatted(text));
        return Optional.empty();
    }

    public int choice(Set<Integer> allowed, int otherwise) {
        if (empty()) return otherwise;
        // Some libraries send numbers as texts, which Discord takes as well.
        var number = value.isIntegralNumber() || value.asText().matches("\\d{1,9}");
        if (number && allowed.contains(value.asInt())) return value.asInt();
        var choices =
                allowed.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        bad("BASE_TYPE_CHOICES", "Value must be one of {%s}.".formatted(choices));
        return otherwise;
    }

    public boolean flag(boolean otherwise) {
        if (empty()) return otherwise;
        if (value.isBoolean()) return value.booleanValue();
        bad("BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        return otherwise;
    }

    public Optional<Snowflake> snowflake() {
        if (empty()) return Optional.empty();
        var id =
                value.isContainerNode()
                        ? Optional.<Snowflake>empty()
                        : Snowflake.parse(value.asText());
        if (id.isEmpty()) {
            bad("NUMBER_TYPE_COERCE", "Value \"%s\" is not snowflake.".formatted(value.asText()));
        }
        return id;
    }

    /** A date and time in ISO 8601, with its zone. */
    public Optional<Instant> moment() {
        if (empty()) return Optional.empty();
        try {
            return Optional.of(OffsetDateTime.parse(value.asText()).toInstant());
        } catch (DateTimeException _) {
            bad("DATETIME_TYPE_PARSE", "Could not parse this as a date and time.");
            return Optional.empty();
        }
    }

    /** Its elements; none when absent or not a list. */
    public List<Field> list(int min, int max) {
        if (empty()) return List.of();
        if (!value.isArray()) {
            bad("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            return List.of();
        }
        if (min > 0 && (value.size() < min || value.size() > max)) {
            bad("BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.".formatted(min, max));
            return List.of();
        }
        if (value.size() > max) {
            bad("BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.".formatted(max));
            return List.of();
        }
        var elements = new ArrayList<Field>(value.size());
        for (var i = 0; i < value.size(); i++) {
            elements.add(new Field(errors, below(Integer.toString(i)), value.get(i)));
        }
        return elements;
    }

    /** False, with an error noted, when it is there and not an object. */
    public boolean object() {
        if (empty()) return false;
        if (value.isObject()) return true;
        bad("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        return false;
    }
}
