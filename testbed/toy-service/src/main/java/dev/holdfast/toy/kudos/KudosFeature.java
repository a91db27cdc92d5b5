package dev.holdfast.toy.kudos;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What kudos keep of members; by these columns the kit exports and forgets them. */
@Singleton
final class KudosFeature implements Feature {

    static final String NAME = "kudos";
    static final String TABLE = "kudos";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, TABLE, "guild_id", "user_id", OnRestore.REPLACE, "counted_at"));
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(KudosSettings.KEY);
    }
}
