package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.DataTable;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the schema what the service says of its tables, for whoever snapshots and restores
 * them without asking the service.
 */
@Singleton
final class DataMap {

    /**
     * A table that this build does not know stays while it is there: it is a newer build's, which
     * runs beside this one.
     */
    private static final String PUBLISH =
            """
            with gone as (
                delete from data_map where to_regclass(quote_ident(table_name)) is null
            )
            insert into data_map as known
                (table_name, feature, guild_column, user_column, written_column, on_restore)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            on conflict (table_name) do update set
                feature = excluded.feature, guild_column = excluded.guild_column,
                user_column = excluded.user_column, written_column = excluded.written_column,
                on_restore = excluded.on_restore
            where known is distinct from excluded
            """;

    /** In the statement's order. */
    private static final List<Function<DataTable, @Nullable String>> COLUMNS =
            List.of(
                    DataTable::table,
                    DataTable::feature,
                    DataTable::guildColumn,
                    DataTable::userColumn,
                    DataTable::writtenColumn,
                    table -> table.onRestore().name());

    private final DatabaseAddresses addresses;
    private final Supplier<List<DataTable>> tables;

    /** The features are asked late: some of them need a database that is ready. */
    @Inject
    DataMap(DatabaseAddresses addresses, Instance<DataTables> tables) {
        this(addresses, () -> tables.get().all());
    }

    DataMap(DatabaseAddresses addresses, Supplier<List<DataTable>> tables) {
        this.addresses = addresses;
        this.tables = tables;
    }

    /** After the migrations, as the owner; as often as it is run, to the same effect. */
    void publish(DataSource admin) throws SQLException {
        var all = tables.get();
        try (var connection = admin.getConnection();
                var role = connection.createStatement()) {
            role.execute("set role " + Provisioning.OWNER);
            role.execute("set search_path = " + addresses.service());
            try (var publish = connection.prepareStatement(PUBLISH)) {
                var at = 0;
                for (var column : COLUMNS) {
                    var values = all.stream().map(column).toArray();
                    publish.setArray(++at, connection.createArrayOf("text", values));
                }
                publish.execute();
            }
        }
    }
}
