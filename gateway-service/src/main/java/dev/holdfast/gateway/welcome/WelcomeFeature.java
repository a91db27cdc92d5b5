package dev.holdfast.gateway.welcome;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of welcomes: for which arrival each guild had its last one. */
@Singleton
final class WelcomeFeature implements Feature {

    @Override
    public String name() {
        return "welcome";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(name(), "welcome", "guild_id", null, OnRestore.NEVER));
    }
}
