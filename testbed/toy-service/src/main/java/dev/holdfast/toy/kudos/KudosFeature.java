package dev.holdfast.toy.kudos;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What kudos keep of members, and how they forget one. */
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
        return List.of(new DataTable(NAME, TABLE, "guild_id", "user_id", OnRestore.REPLACE));
    }

    @Override
    public void forget(UserId user, UnitOfWork work) {
        KudosStore.forget(work, user);
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(KudosSettings.KEY);
    }
}
