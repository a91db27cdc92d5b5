package dev.holdfast.gateway.operator;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept until operators are told: nothing of a guild or a person. */
@Singleton
final class OperatorFeature implements Feature {

    @Override
    public String name() {
        return "operator";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(name(), "operator_alert", "guild_id", null, OnRestore.NEVER),
                new DataTable(name(), "operator_message", "guild_id", null, OnRestore.NEVER));
    }
}
