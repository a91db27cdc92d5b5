package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class ProbeFeature implements Feature {

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(
                        "probe", "tally", "guild_id", "user_id", DataTable.OnRestore.REPLACE));
    }

    @Override
    public void forget(UserId user, UnitOfWork work) {}
}
