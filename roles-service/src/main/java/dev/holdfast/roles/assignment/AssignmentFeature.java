package dev.holdfast.roles.assignment;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.ActorColumn;
import dev.holdfast.kit.database.PersonalRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What is kept of members' roles: a mirror of Discord, claims, and the journal. */
@Singleton
final class AssignmentFeature implements Feature {

    static final String NAME = "assignment";

    private final Forgetting forgetting;

    AssignmentFeature(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

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

    @Override
    public List<ActorColumn> actors() {
        return List.of(
                new ActorColumn("journal", "made_by", "at"),
                new ActorColumn("assignment", "undone_by", "changed_at"));
    }

    @Override
    public boolean keeps(UserId user, Instant before, UnitOfWork work) {
        return ForgetStore.areKept(work, user, before)
                || PersonalRows.areKept(others(), user, before, work)
                || ActorColumn.areKept(actors(), user, before, work);
    }

    /**
     * Roles for a while are taken first, since nothing would end them later. A veto stays until it
     * is lifted, and so does a claim that its feature says must; both name the person until then.
     */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return forgetting.forget(user, before, work)
                + PersonalRows.forget(others(), user, before, work)
                + ActorColumn.forget(actors(), user, before, work);
    }

    private List<DataTable> others() {
        return tables().stream().filter(it -> !Forgetting.TABLES.contains(it.table())).toList();
    }

    private static DataTable table(String name, OnRestore onRestore, String written) {
        return new DataTable(NAME, name, "guild_id", "user_id", onRestore, written);
    }
}
