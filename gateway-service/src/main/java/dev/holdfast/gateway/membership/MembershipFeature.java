package dev.holdfast.gateway.membership;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** What is kept of membership: guilds and instants, and nothing of any person. */
@Singleton
final class MembershipFeature implements Feature {

    @Override
    public String name() {
        return "membership";
    }

    @Override
    public List<DataTable> tables() {
        return List.of(new DataTable(name(), "membership", "guild_id", null, OnRestore.NEVER));
    }

    /** That a guild was left is known for as long as it is left. */
    @Override
    public Set<String> outlivesGuild() {
        return Set.of("membership");
    }
}
