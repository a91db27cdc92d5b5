package dev.holdfast.health.alert;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of alerts: nothing of a guild or a person. */
@Singleton
final class AlertFeature implements Feature {

    static final String NAME = "alert";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(NAME, "alert_delivery", null, null, OnRestore.NEVER));
    }
}
