package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
final class ProbeFeature implements Feature {

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                table("known_sum", DataTable.OnRestore.NEVER, "as_of"),
                table("tally", DataTable.OnRestore.MERGE, "counted_at"));
    }

    private static DataTable table(String name, DataTable.OnRestore onRestore, String written) {
        return new DataTable("probe", name, "guild_id", "user_id", onRestore, written);
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(ProbeSettings.KEY)
                .check(
                        "port",
                        (port, _) ->
                                port.equals("13")
                                        ? Optional.of("Port 13 is closed.")
                                        : Optional.empty());
    }

    @Produces
    @Singleton
    static SettingsSheet many() {
        return new RecordSheet<>(ManySettings.KEY);
    }
}
