package dev.holdfast.backup.restore;

import dev.holdfast.backup.postgres.Identifiers;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that compare and restore one guild's rows of one table, generated from the
 * catalogue's names, which are quoted. The snapshot's rows are in a temporary table.
 */
final class TableStatements {

    private static final String CREATE =
            "create temporary table $snapshot ($definitions) on commit drop";
    private static final String CONVERT =
            "alter table $snapshot alter column $column type $type using ($column::text::$type)";
    private static final String FOREIGN =
            "select count(*) from $snapshot s where s.$guildColumn is distinct from $guild";

    /**
     * Of people who were forgotten since; what their feature knows beyond that, it forgets itself.
     */
    private static final String FORGOTTEN =
            """
            delete from $snapshot s using $schema.tombstone x
            where x.guild_id = $guild and x.user_id = s.$user and s.$written <= x.forgotten_at
            """;

    /** Compared as text, which tells every value from every other and knows all types. */
    private static final String DIFFERENCE =
            """
            select case when t.$key is null then 'back' when s.$key is null then 'gone' else 'changed' end as change,
                $feature as feature, to_jsonb(t) as before, to_jsonb(s) as after
            from (select $columns from $target where $guildColumn = $guild) t
            full join (select $columns from $snapshot) s on $same
            where t::text is distinct from s::text $comes
            """;

    private static final String SUMMARY =
            """
            select feature, count(*) filter (where change = 'back'), count(*) filter (where change = 'changed'),
                count(*) filter (where change = 'gone'),
                sum(hashtextextended(change || coalesce(before::text, '') || '>' || coalesce(after::text, ''), 0)::numeric)::text
            from ($difference) difference group by feature order by feature
            """;
    private static final String LINES =
            """
            select change, feature, before::text, after::text from ($difference) difference
            where true $picked order by change, coalesce(before, after)::text
            """;
    private static final String FEATURES =
            """
            select distinct $own from $target t where t.$guildColumn = $guild
            union select distinct $its from $snapshot s
            """;
    private static final String LEAVE_OUT =
            "delete from $snapshot s where not ($its = any ($names))";
    private static final String DELETE =
            """
            delete from $target t
            where t.$guildColumn = $guild $scope and not exists (select from $snapshot s where $same)
            """;
    private static final String UPDATE =
            """
            update $target t set $assignments from $snapshot s
            where $same and t.$guildColumn = $guild and row($today)::text is distinct from row($then)::text $newer
            """;
    private static final String DELETE_CHANGED =
            """
            delete from $target t using $snapshot s
            where $same and t.$guildColumn = $guild and row($today)::text is distinct from row($then)::text $newer
            """;
    private static final String INSERT =
            """
            insert into $target ($columns) overriding system value
            select $columns from $snapshot s where not exists (select from $target t where $same) $conflict
            """;

    private final RestoredTable table;
    private final long guild;

    TableStatements(RestoredTable table, long guild) {
        this.table = table;
        this.guild = guild;
    }

    /** Where the snapshot's rows are; the owner's SQL functions know it by this name. */
    static String snapshot(RestoredTable table) {
        return "pg_temp."
                + Identifiers.quote(table.today().schema() + "__" + table.today().table());
    }

    /**
     * Makes the temporary table.
     *
     * @param isKnown whether today's database has the type; a column of another is text
     */
    String create(Predicate<String> isKnown) {
        var definitions =
                table.content().columns().stream()
                        .map(column ->
                                Identifiers.quote(column.name())
                                        + " "
                                        + (isKnown.test(column.type()) ? column.type() : "text"))
                        .collect(Collectors.joining(", "));
        return filled(CREATE).replace("$definitions", definitions);
    }

    /** Gives the snapshot's columns today's types, where they are others. */
    Stream<String> convert() {
        return table.columns().stream()
                .filter(column -> !column.then().equals(column.now()))
                .map(column ->
                        filled(CONVERT)
                                .replace("$column", Identifiers.quote(column.name()))
                                .replace("$type", column.now()));
    }

    /** Counts rows of other guilds, of which there is none. */
    String foreign() {
        return filled(FOREIGN);
    }

    Stream<String> forgotten() {
        var user = table.map().userColumn();
        var written = table.map().writtenColumn();
        if (table.map().feature().equals("kit")
                || user == null
                || written == null
                || !isOf(user, "bigint")
                || !isOf(written, "timestamp with time zone")) {
            return Stream.of();
        }
        return Stream.of(
                filled(FORGOTTEN)
                        .replace("$user", Identifiers.quote(user))
                        .replace("$written", Identifiers.quote(written)));
    }

    private boolean isOf(String name, String type) {
        return table.columns().stream()
                .anyMatch(it -> it.name().equals(name) && it.now().equals(type));
    }

    /** By feature: rows that come back, change and go, and a hash of them all. */
    String summary() {
        return SUMMARY.replace("$difference", difference());
    }

    /** Each of those rows, before and after. */
    String lines(Set<String> picked) {
        var condition = picked.isEmpty() ? "" : "and feature = any (%s)".formatted(array(picked));
        return LINES.replace("$difference", difference()).replace("$picked", condition);
    }

    private String difference() {
        return filled(DIFFERENCE);
    }

    /** Which features have rows in it. */
    String features() {
        return filled(FEATURES);
    }

    /** Forgets rows of the snapshot whose feature was not picked. */
    Stream<String> leaveOut(Set<String> picked) {
        return picked.isEmpty() || !table.namesFeatures()
                ? Stream.of()
                : Stream.of(filled(LEAVE_OUT).replace("$names", array(picked)));
    }

    /** Removes what the snapshot does not have; of merged rows, those that are undone. */
    Stream<String> delete(Set<String> picked) {
        var scope =
                "and %s %s"
                        .formatted(
                                MergeRule.goes(table),
                                picked.isEmpty() || !table.namesFeatures()
                                        ? ""
                                        : "and %s = any (%s)"
                                                .formatted(feature("t"), array(picked)));
        return Stream.of(filled(DELETE).replace("$scope", scope));
    }

    Stream<String> update() {
        var values = values();
        if (values.isEmpty()) {
            return Stream.of();
        }
        var assignments =
                values.stream()
                        .map(name -> "%1$s = s.%1$s".formatted(Identifiers.quote(name)))
                        .collect(Collectors.joining(", "));
        return Stream.of(filled(UPDATE).replace("$assignments", assignments));
    }

    /** In place of the update, where two rows would have the same unique value for a moment. */
    String deleteChanged() {
        return filled(DELETE_CHANGED);
    }

    String insert() {
        return filled(INSERT);
    }

    private String filled(String statement) {
        var isMerged = table.onRestore() == OnRestore.MERGE;
        var newer = MergeRule.loses(table);
        var key = Identifiers.quote(table.today().primaryKey().getLast());
        return statement
                .replace("$target", table.today().quoted())
                .replace("$snapshot", snapshot(table))
                .replace("$schema", Identifiers.quote(table.today().schema()))
                .replace("$guildColumn", Identifiers.quote(table.guildColumn()))
                .replace("$guild", Long.toString(guild))
                .replace("$columns", list(""))
                .replace("$today", list("t."))
                .replace("$then", list("s."))
                .replace(
                        "$comes",
                        isMerged
                                ? "and case when s.%1$s is null then %2$s else t.%1$s is null or %3$s end"
                                        .formatted(key, MergeRule.goes(table), newer)
                                : "")
                .replace("$newer", isMerged ? "and " + newer : "")
                .replace("$conflict", isMerged ? "on conflict do nothing" : "")
                .replace("$same", same())
                .replace("$key", key)
                .replace("$feature", eitherFeature())
                .replace("$own", feature("t"))
                .replace("$its", feature("s"));
    }

    private String eitherFeature() {
        return table.namesFeatures()
                ? "coalesce(nullif(s.feature, ''), nullif(t.feature, ''), 'kit')"
                : literal(table.map().feature());
    }

    private String feature(String alias) {
        return table.namesFeatures()
                ? "coalesce(nullif(%s.feature, ''), 'kit')".formatted(alias)
                : literal(table.map().feature());
    }

    private String same() {
        return table.today().primaryKey().stream()
                .map(name -> "t.%1$s = s.%1$s".formatted(Identifiers.quote(name)))
                .collect(Collectors.joining(" and "));
    }

    private List<String> values() {
        return table.columns().stream()
                .filter(it -> !it.identity())
                .map(SharedColumn::name)
                .filter(name -> !table.today().primaryKey().contains(name))
                .toList();
    }

    private String list(String alias) {
        return table.columns().stream()
                .map(it -> alias + Identifiers.quote(it.name()))
                .collect(Collectors.joining(", "));
    }

    private static String array(Set<String> names) {
        return names.stream()
                .sorted()
                .map(TableStatements::literal)
                .collect(Collectors.joining(", ", "array[", "]::text[]"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
