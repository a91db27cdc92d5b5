package dev.holdfast.toy.bounty;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import jakarta.inject.Singleton;
import java.util.List;

/** What bounties keep of members: who was given some, and what they have. */
@Singleton
final class BountyFeature implements Feature {

    static final String NAME = "bounty";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                table("bounty", OnRestore.REPLACE, "given_at"),
                table(KnownBalance.TABLE, OnRestore.NEVER, "as_of"));
    }

    private static DataTable table(String name, OnRestore onRestore, String written) {
        return new DataTable(NAME, name, "guild_id", "user_id", onRestore, written);
    }
}
