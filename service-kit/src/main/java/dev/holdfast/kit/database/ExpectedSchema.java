package dev.holdfast.kit.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a build's migrations make: tables, views, sequences, indexes, functions, policies and
 * triggers, as far as their names stand in the files.
 *
 * @param objects by what people call them, such as {@code the function pay_all}
 */
record ExpectedSchema(Map<String, SchemaObject> objects) {

    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*");
    private static final String NAME = "([a-z_][a-z0-9_]*)(?=[\\s(;,])";

    /** In the order in which they stand in a file; a name that is made of parts is none. */
    private static final Pattern STATEMENT =
            Pattern.compile(
                    "(?<act>create|drop)(?: or replace)?(?: unique)? (?<kind>table|view|sequence|index|function)"
                            + "(?: if (?:not )?exists)? (?<name>"
                            + NAME
                            + ")"
                            + "|(?<act2>create|drop)(?: or replace)? (?<kind2>policy|trigger)(?: if exists)? (?<name2>"
                            + NAME
                            + ")[^;']*?\\son (?<table2>"
                            + NAME
                            + ")"
                            + "|select protect\\('(?<table3>[a-z_0-9]+)'(?<critical>, critical => true)?\\)");

    private static final List<String> WATCHING =
            List.of(
                    "unattributed",
                    "unattributed_update",
                    "unattributed_delete",
                    "unattributed_truncate");

    ExpectedSchema {
        objects = Map.copyOf(objects);
    }

    /** Which kind of thing. */
    enum Kind {
        TABLE,
        VIEW,
        SEQUENCE,
        INDEX,
        FUNCTION,
        POLICY,
        TRIGGER
    }

    /**
     * A thing in the schema.
     *
     * @param table whose policy or trigger it is; else empty
     */
    record SchemaObject(Kind kind, String name, String table) {

        /** As people call it. */
        String said() {
            var kindWord = kind.name().toLowerCase(Locale.ROOT);
            return table.isEmpty()
                    ? "the %s %s".formatted(kindWord, name)
                    : "the %s %s of %s".formatted(kindWord, name, table);
        }
    }

    /** What these files make, in this order. */
    static ExpectedSchema of(List<String> files) {
        var objects = new LinkedHashMap<String, SchemaObject>();
        for (var file : files) {
            var statements =
                    STATEMENT.matcher(
                            COMMENT.matcher(file)
                                    .replaceAll("")
                                    .toLowerCase(Locale.ROOT)
                                    .replaceAll("\\s+", " "));
            while (statements.find()) {
                apply(statements, objects);
            }
        }
        return new ExpectedSchema(objects);
    }

    private static void apply(Matcher found, Map<String, SchemaObject> objects) {
        var protectedTable = found.group("table3");
        if (protectedTable != null) {
            add(objects, new SchemaObject(Kind.POLICY, "guild", protectedTable));
            add(objects, new SchemaObject(Kind.POLICY, "worker", protectedTable));
            if (found.group("critical") != null) {
                WATCHING.forEach(
                        name -> add(objects, new SchemaObject(Kind.TRIGGER, name, protectedTable)));
            }
            return;
        }
        var isAlone = found.group("act") != null;
        var object =
                new SchemaObject(
                        Kind.valueOf(
                                found.group(isAlone ? "kind" : "kind2").toUpperCase(Locale.ROOT)),
                        found.group(isAlone ? "name" : "name2"),
                        isAlone ? "" : found.group("table2"));
        if ("create".equals(found.group(isAlone ? "act" : "act2"))) {
            add(objects, object);
        } else {
            objects.remove(object.said());
            objects.values().removeIf(other -> isGoneWith(object, other));
        }
    }

    private static boolean isGoneWith(SchemaObject dropped, SchemaObject other) {
        return dropped.kind() == Kind.TABLE && other.table().equals(dropped.name());
    }

    private static void add(Map<String, SchemaObject> objects, SchemaObject object) {
        objects.put(object.said(), object);
    }
}
