package dev.holdfast.backup.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What makes the schemas of a database anew, rows left out: the statements, in the order in which
 * they succeed. Equal databases on the same release of PostgreSQL have equal structures.
 *
 * @param format of this record
 * @param database how the database itself was made
 */
public record Structure(int format, Collation database, List<Step> steps) {

    static final int FORMAT = 1;

    /** The release of PostgreSQL that {@link Phase#MAINTAINERS} is for. */
    public static final int FIRST_WITH_MAINTAINERS = 17;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Pattern PARENTHESES = Pattern.compile("[()\\s]+");

    public Structure {
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "A structure of format %d, and this build reads %d.".formatted(format, FORMAT));
        }
        steps = List.copyOf(steps);
    }

    /**
     * How the database sorts text.
     *
     * @param provider as {@code pg_database.datlocprovider}: {@code c}, {@code i} or {@code b}
     * @param locale of that provider
     * @param collate of the C library
     * @param ctype of the C library
     */
    public record Collation(String provider, String locale, String collate, String ctype) {}

    /** When a step is made. */
    public enum Phase {
        /** The roles that own and use the rest; they are the server's, not the database's. */
        ROLES,
        /** Schemas, types, functions, tables, views. */
        BEFORE_DATA,
        /** Indexes, with primary and unique keys. */
        INDEXES,
        /** Foreign keys, which need the others' keys. */
        FOREIGN_KEYS,
        /** Triggers, row-level security, grants, comments: what would be in the way of the rows. */
        AFTER_DATA,
        /** Of releases that know the right to maintain a table, from 17. */
        MAINTAINERS,
        /** Who may connect; not of a copy that is thrown away. */
        DATABASE
    }

    /**
     * One object.
     *
     * @param object its kind and qualified name
     * @param table the table that it is made on, qualified; empty where it is on none
     * @param sql one statement or several
     */
    public record Step(Phase phase, String object, String table, String sql) {}

    public List<Step> of(Phase phase) {
        return steps.stream().filter(step -> step.phase() == phase).toList();
    }

    /** How {@link Step#table} names a table. */
    public static String name(String schema, String table) {
        return "%s.%s".formatted(bareOrQuoted(schema), bareOrQuoted(table));
    }

    /** As PostgreSQL's {@code quote_ident}, keywords left out: no table is called by one. */
    private static String bareOrQuoted(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** As it is kept in a snapshot. */
    public byte[] written() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads what {@link #written} wrote.
     *
     * @throws IllegalArgumentException when it is none, or of a later format
     */
    public static Structure parse(byte[] written) {
        try {
            return JSON.readValue(written, Structure.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no structure of a database.", e);
        }
    }

    /**
     * What another database has not, has more or has otherwise, an object each. Roles are the
     * server's and do not count.
     *
     * @param words whether the statements count; not between releases of PostgreSQL, which word
     *     them in their own ways
     */
    public List<String> differences(Structure other, boolean words) {
        var ours = byObject(words);
        var theirs = other.byObject(words);
        var all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        var differences = new ArrayList<String>();
        for (var object : all) {
            var our = ours.get(object);
            var their = theirs.get(object);
            if (our == null || their == null) {
                differences.add(object + (our == null ? " is too much" : " is missing"));
            } else if (words && !our.equals(their)) {
                differences.add(object + " is another: " + their);
            }
        }
        return differences;
    }

    private static boolean counts(Phase phase, boolean words) {
        return switch (phase) {
            case BEFORE_DATA, INDEXES, FOREIGN_KEYS, AFTER_DATA -> true;
            case MAINTAINERS -> words;
            case ROLES, DATABASE -> false;
        };
    }

    private Map<String, String> byObject(boolean words) {
        var objects = new LinkedHashMap<String, String>();
        for (var step : steps) {
            if (counts(step.phase(), words)) {
                objects.merge(step.object(), bare(step.sql()), (one, two) -> one + two);
            }
        }
        return objects;
    }

    /** PostgreSQL sets fewer parentheses around a condition that it wrote out and read again. */
    private static String bare(String sql) {
        return PARENTHESES.matcher(sql).replaceAll("");
    }
}
