package dev.holdfast.gateway.prefix;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What typed commands keep for seconds: ids of messages, and nothing of any person. */
@Singleton
final class PrefixFeature implements Feature {

    @Override
    public String name() {
        return "prefix";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(name(), "passing_reply", "guild_id", null, OnRestore.NEVER));
    }
}
