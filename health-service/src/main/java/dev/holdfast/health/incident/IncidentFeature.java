package dev.holdfast.health.incident;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.ActorColumn;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of incidents; operators who acknowledged one or wrote a note are named. */
@Singleton
final class IncidentFeature implements Feature {

    static final String NAME = "incident";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, "incident", "guild_id", null, OnRestore.NEVER),
                new DataTable(
                        NAME, "incident_entry", "guild_id", "user_id", OnRestore.NEVER, "at"));
    }

    @Override
    public List<ActorColumn> actors() {
        return List.of(new ActorColumn("incident", "acknowledged_by", "written_at"));
    }
}
