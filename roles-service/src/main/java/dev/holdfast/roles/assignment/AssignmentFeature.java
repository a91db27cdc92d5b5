package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What is kept of members' roles: a mirror of Discord, claims, and the journal. */
@Singleton
final class AssignmentFeature implements Feature {

    static final String NAME = "assignment";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                table("member", OnRestore.NEVER, "as_of"),
                new DataTable(NAME, "guild_role", "guild_id", null, OnRestore.NEVER),
                new DataTable(NAME, "guild_place", "guild_id", null, OnRestore.NEVER),
                new DataTable(NAME, "place_wanted", "guild_id", null, OnRestore.NEVER),
                new DataTable(NAME, "role_approval", "guild_id", null, OnRestore.REPLACE),
                new DataTable(NAME, "walk", "guild_id", null, OnRestore.NEVER),
                table("claim", OnRestore.MERGE, "written_at"),
                table("assignment", OnRestore.NEVER, "changed_at"),
                table("journal", OnRestore.NEVER, "at"));
    }

    private static DataTable table(String name, OnRestore onRestore, String written) {
        return new DataTable(NAME, name, "guild_id", "user_id", onRestore, written);
    }
}
