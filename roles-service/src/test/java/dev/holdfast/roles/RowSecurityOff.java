package dev.holdfast.roles;

import dev.holdfast.kit.testing.Admin;
import java.util.List;

/**
 * Of some tables every guild sees all rows until this is closed. What another guild's control is
 * refused by then is the statement's own filter, and not the database alone.
 */
public final class RowSecurityOff implements AutoCloseable {

    private static final String POLICY = "alter policy guild on %s using (%2$s) with check (%2$s)";

    private final Admin admin = new Admin("roles");
    private final List<String> tables;

    public RowSecurityOff(String... tables) {
        this.tables = List.of(tables);
        set("true");
    }

    @Override
    public void close() {
        set("guild_id = app_guild()");
    }

    private void set(String condition) {
        tables.forEach(table -> admin.execute(POLICY.formatted(table, condition)));
    }
}
