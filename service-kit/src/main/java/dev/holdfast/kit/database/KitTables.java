package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import java.util.List;

/** The tables that the kit itself keeps in every service's schema. */
public final class KitTables {

    private static final String FEATURE = "kit";
    private static final String GUILD = "guild_id";
    private static final String USER = "user_id";

    /** Who was forgotten: it outlives the person's other rows, and lies with every backup. */
    public static final String TOMBSTONE = "tombstone";

    public static final List<DataTable> ALL =
            List.of(
                    new DataTable(FEATURE, "alert", GUILD, null, OnRestore.REPLACE),
                    new DataTable(FEATURE, "audit", GUILD, USER, OnRestore.NEVER, "at"),
                    new DataTable(FEATURE, "check_result", GUILD, null, OnRestore.NEVER),
                    new DataTable(FEATURE, "clock", null, null, OnRestore.NEVER),
                    new DataTable(FEATURE, "data_map", null, null, OnRestore.NEVER),
                    new DataTable(FEATURE, "job_run", null, null, OnRestore.NEVER),
                    new DataTable(FEATURE, "leader_sign", null, null, OnRestore.NEVER),
                    new DataTable(FEATURE, "lease", null, null, OnRestore.NEVER),
                    new DataTable(FEATURE, "migration_history", null, null, OnRestore.NEVER),
                    new DataTable(FEATURE, "operation", GUILD, USER, OnRestore.NEVER, "began_at"),
                    new DataTable(FEATURE, "outbox", GUILD, USER, OnRestore.NEVER, "ordered_at"),
                    new DataTable(FEATURE, "setting", GUILD, null, OnRestore.REPLACE),
                    new DataTable(FEATURE, "timer", GUILD, USER, OnRestore.MERGE, "set_at"),
                    new DataTable(FEATURE, TOMBSTONE, GUILD, USER, OnRestore.NEVER, "forgotten_at"),
                    new DataTable(FEATURE, "unattributed_change", null, null, OnRestore.NEVER));

    private KitTables() {}
}
