package dev.holdfast.backup.restore;

import dev.holdfast.kit.testing.Admin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;

/**
 * Rows of any table, made up by what the catalogue says of it: columns, types, the words that its
 * checks know, and the rows that its foreign keys may refer to. What a check refuses is tried again
 * with other values.
 */
final class RandomRows {

    private static final String COLUMNS =
            """
            select attname || '|' || format_type(atttypid, atttypmod) || '|' || attnotnull || '|' || (attgenerated <> '')
            from pg_attribute where attrelid = '%s'::regclass and attnum > 0 and not attisdropped order by attnum
            """;
    private static final String CHECKS =
            """
            select pg_get_constraintdef(k.oid) from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attname = '%2$s' and k.conkey = array[a.attnum]
            where k.conrelid = '%1$s'::regclass and k.contype = 'c'
            """;
    private static final String LABELS =
            "select enumlabel from pg_enum where enumtypid = '%s'::regtype order by enumsortorder";
    private static final String PARENTS =
            """
            select confrelid::regclass || '|' || (select string_agg(a.attname, ',' order by place)
                from unnest(conkey) with ordinality k (num, place) join pg_attribute a on attrelid = conrelid and attnum = num)
                || '|' || (select string_agg(a.attname, ',' order by place)
                from unnest(confkey) with ordinality k (num, place) join pg_attribute a on attrelid = confrelid and attnum = num)
            from pg_constraint where conrelid = '%s'::regclass and contype = 'f'
            """;
    private static final Pattern WORD = Pattern.compile("'([^']+)'");

    /** Names in every script, and what breaks SQL, CSV and COPY. */
    private static final List<String> TEXTS =
            List.of(
                    "plain",
                    "ڕێکەوت ١٢٣",
                    "日本語 émoji 🦀",
                    "quote ' \" \\ ; --",
                    "\u202e\u200bבְּרֵאשִׁית",
                    "tab\tline\nend",
                    "{x,NULL}");

    private static final int MOST_ATTEMPTS = 200;

    private final Admin admin;
    private final String schema;
    private final Random random;
    private final Map<String, List<Column>> known = new HashMap<>();
    private final Map<String, List<String>> words = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();

    private record Column(String name, String type, boolean required, boolean generated) {}

    RandomRows(String schema, Random random) {
        this.schema = schema;
        this.admin = new Admin(schema);
        this.random = random;
    }

    /** Puts so many rows, or as many as there may be, into the guild's part of a table. */
    void fill(String table, long guild, int rows) {
        for (var row = 0; row < rows; row++) {
            insert(table, guild);
        }
    }

    private void insert(String table, long guild) {
        Throwable last = null;
        var isFull = false;
        for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var values = values(table, guild);
            try {
                execute(
                        "insert into %s (%s) overriding system value values (%s)"
                                .formatted(
                                        table,
                                        String.join(", ", values.keySet()),
                                        String.join(", ", values.values())));
                return;
            } catch (JdbiException e) {
                last = e;
                isFull |= String.valueOf(e.getMessage()).contains("duplicate key");
            }
        }
        if (!isFull) {
            throw new AssertionError("no row fits into %s.%s".formatted(schema, table), last);
        }
    }

    /** Whether there are rows of the guild that new ones can refer to. */
    boolean canFill(String table, long guild) {
        return parents(table).stream()
                .map(parent -> parent.split("\\|", -1)[0])
                .allMatch(parent ->
                        admin.count(
                                        "select count(*) from %s where guild_id = %d"
                                                .formatted(parent, guild))
                                > 0);
    }

    /** Gives one column of one of the guild's rows another value, where a check lets it. */
    void change(String table, long guild, List<String> kept) {
        var columns =
                columns(table).stream()
                        .filter(it -> !it.generated() && !kept.contains(it.name()))
                        .toList();
        if (columns.isEmpty()) {
            return;
        }
        var column = columns.get(random.nextInt(columns.size()));
        try {
            execute(
                    "update %1$s set %2$s = %3$s where ctid = any (array(select ctid from %1$s where guild_id = %4$d limit 1))"
                            .formatted(table, column.name(), value(table, column), guild));
        } catch (JdbiException _) {
            // Another round may be luckier.
        }
    }

    /** Somebody's operation, so that triggers let it pass. */
    void execute(String sql) {
        admin.execute(
                "do $body$ begin perform set_config('app.operation', '1', true); %s; end $body$"
                        .formatted(sql));
    }

    private Map<String, String> values(String table, long guild) {
        var values = new HashMap<String, String>();
        for (var column : columns(table)) {
            if (!column.generated()) {
                values.put(column.name(), value(table, column));
            }
        }
        for (var parent : parents(table)) {
            refer(parent.split("\\|"), guild, values);
        }
        values.put("guild_id", Long.toString(guild));
        return values;
    }

    private List<String> parents(String table) {
        return parents.computeIfAbsent(
                table, name -> admin.list(PARENTS.formatted(name), String.class));
    }

    private void refer(String[] parent, long guild, Map<String, String> values) {
        var own = parent[1].split(",", -1);
        var theirs =
                List.of(parent[2].split(",")).stream()
                        .map(name -> name + "::text")
                        .collect(Collectors.joining(" || '|' || "));
        var rows =
                admin.list(
                        "select %s from %s where guild_id = %d".formatted(theirs, parent[0], guild),
                        String.class);
        if (rows.isEmpty()) {
            return;
        }
        var row = rows.get(random.nextInt(rows.size())).split("\\|", -1);
        for (var place = 0; place < own.length; place++) {
            values.put(own[place], literal(row[place]));
        }
    }

    private List<Column> columns(String table) {
        return known.computeIfAbsent(
                table,
                name ->
                        admin.list(COLUMNS.formatted(name), String.class).stream()
                                .map(line -> line.split("\\|"))
                                .map(line ->
                                        new Column(
                                                line[0],
                                                line[1],
                                                line[2].equals("true"),
                                                line[3].equals("true")))
                                .toList());
    }

    private String value(String table, Column column) {
        if (!column.required() && random.nextBoolean()) {
            return "null";
        }
        return switch (column.type()) {
            case "bigint" -> Integer.toString(1 + random.nextInt(100_000));
            case "integer", "smallint" ->
                    Integer.toString(1 + random.nextInt(random.nextBoolean() ? 3 : 1_000));
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "double precision" -> "%d.5".formatted(random.nextInt(50));
            case "timestamp with time zone" ->
                    "now() - interval '%d minutes'".formatted(60 + random.nextInt(9_000));
            case "date" -> "current_date - %d".formatted(random.nextInt(9));
            case "interval" -> "interval '%d hours'".formatted(random.nextInt(9));
            case "uuid" -> "gen_random_uuid()";
            case "jsonb", "json" -> "'{\"%s\": [1.50, null]}'".formatted(random.nextInt(9));
            case "bytea" -> "'\\x00ff%02x'".formatted(random.nextInt(99));
            case "bigint[]" -> "'{%d,2}'".formatted(random.nextInt(99));
            case "text[]" -> "array[%s]".formatted(literal(text(table, column)));
            case "text" -> literal(text(table, column));
            case String other -> literal(label(other));
        };
    }

    private String label(String type) {
        var labels = admin.list(LABELS.formatted(type), String.class);
        return labels.get(random.nextInt(labels.size()));
    }

    /** One of the words that a check of this column alone knows, if there are any. */
    private String text(String table, Column column) {
        var ofChecks =
                words.computeIfAbsent(
                        table + "." + column.name(), _ -> wordsOf(table, column.name()));
        return ofChecks.isEmpty()
                ? TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(1_000)
                : ofChecks.get(random.nextInt(ofChecks.size()));
    }

    private List<String> wordsOf(String table, String column) {
        return admin.list(CHECKS.formatted(table, column), String.class).stream()
                .flatMap(check -> WORD.matcher(check).results().map(it -> it.group(1)))
                .distinct()
                .toList();
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The guild's rows of a table as text, by their key. */
    Map<String, String> rows(String table, List<String> key, long guild) {
        var keys =
                key.stream()
                        .map(name -> "t." + name + "::text")
                        .collect(Collectors.joining(" || '|' || "));
        var rows = new HashMap<String, String>();
        var lines =
                admin.list(
                        "select %s || chr(1) || t::text from %s t where t.guild_id = %d"
                                .formatted(keys, table, guild),
                        String.class);
        for (var line : lines) {
            var end = line.indexOf('\u0001');
            rows.put(line.substring(0, end), line.substring(end + 1));
        }
        return rows;
    }
}
