package dev.holdfast.backup.detection;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of damage; nothing of it names a person. */
@Singleton
final class DetectionFeature implements Feature {

    static final String NAME = "detection";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, "detection_cursor", null, null, OnRestore.NEVER),
                new DataTable(NAME, "detection_gap", null, null, OnRestore.NEVER),
                new DataTable(NAME, "detection_incident", "guild_id", null, OnRestore.NEVER),
                new DataTable(NAME, "detection_change", "guild_id", null, OnRestore.NEVER));
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(DetectionSettings.KEY);
    }
}
