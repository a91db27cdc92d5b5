package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads those fields that a form mentions, in Discord's shape, and leaves out the others; null
 * stands for what a new thing has.
 */
public final class Patch {
    private final Field form;
    private final ObjectNode read = Json.object();

    public Patch(Field form) {
        this.form = form;
    }

    private boolean mentioned(String name) {
        var field = form.get(name);
        if (field.missing()) return false;
        if (field.empty()) read.putNull(name);
        return !field.empty();
    }

    public Patch text(String name, int min, int max) {
        if (mentioned(name)) form.get(name).text(min, max).ifPresent(text -> read.put(name, text));
        return this;
    }

    public Patch number(String name, int min, int max) {
        if (mentioned(name)) read.put(name, form.get(name).integer(min, max, min));
        return this;
    }

    public Patch choice(String name, Integer... allowed) {
        if (mentioned(name)) read.put(name, form.get(name).choice(Set.of(allowed), allowed[0]));
        return this;
    }

    public Patch word(String name, Set<String> allowed) {
        if (!mentioned(name)) return this;
        var text = form.get(name).raw().asText();
        if (allowed.contains(text)) {
            read.put(name, text);
            return this;
        }
        var choices =
                allowed.stream()
                        .sorted()
                        .map(each -> "'" + each + "'")
                        .collect(Collectors.joining(", "));
        form.get(name).bad("BASE_TYPE_CHOICES", "Value must be one of (%s).".formatted(choices));
        return this;
    }

    public Patch flag(String... names) {
        for (var name : names) {
            if (mentioned(name)) read.put(name, form.get(name).flag(false));
        }
        return this;
    }

    public Patch id(String... names) {
        for (var name : names) {
            if (mentioned(name)) {
                form.get(name).snowflake().ifPresent(id -> read.put(name, id.toString()));
            }
        }
        return this;
    }

    /** What was read, or the refusal of all that is wrong. */
    public ObjectNode read() {
        form.refuseErrors();
        return read;
    }

    /** These settings with that patch, without what is as in a new thing. */
    public static ObjectNode onto(ObjectNode settings, ObjectNode patch) {
        var changed = settings.deepCopy();
        for (var field : patch.properties()) {
            if (field.getValue().isNull()) changed.remove(field.getKey());
            else changed.set(field.getKey(), field.getValue());
        }
        return changed;
    }
}
