package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import dev.holdfast.roles.assignment.Source;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What is kept of menus, newcomers' roles, and the roles of who left. Who has what is a claim, not
 * in here.
 */
@Singleton
final class SelfroleFeature implements Feature {

    static final String NAME = "selfrole";
    static final String EMOJI = "🎭";

    /** Claims that {@code /temprole} makes. */
    static final Source TEMPORARY = new Source(NAME, "temp");

    /** Claims of what newcomers get. */
    static final Source AUTOMATIC = new Source(NAME, "auto");

    /** Claims of what somebody gets back who left and came again. */
    static final Source STICKY = new Source(NAME, "sticky");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, "menu", "guild_id", null, OnRestore.REPLACE),
                new DataTable(NAME, "menu_role", "guild_id", null, OnRestore.REPLACE),
                new DataTable(NAME, "menu_post", "guild_id", null, OnRestore.REPLACE),
                new DataTable(NAME, "autorole", "guild_id", null, OnRestore.REPLACE),
                new DataTable(
                        NAME, "sticky_role", "guild_id", "user_id", OnRestore.REPLACE, "left_at"));
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(SelfroleSettings.KEY);
    }

    /** Claims of what was picked from a menu. */
    static Source ofMenu(long menu) {
        return new Source(NAME, Long.toString(menu));
    }
}
