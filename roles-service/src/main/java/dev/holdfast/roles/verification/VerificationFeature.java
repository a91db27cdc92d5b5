package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.PersonalRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.DataTable.OnRestore;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.sheet.RecordSheet;
import dev.holdfast.kit.sheet.SettingsSheet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What is kept of who is verified and who tries to be. */
@Singleton
final class VerificationFeature implements Feature {

    static final String NAME = "verification";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of(
                new DataTable(NAME, "verification_setup", "guild_id", null, OnRestore.REPLACE),
                new DataTable(NAME, "verification_question", "guild_id", null, OnRestore.REPLACE),
                table("verified_member", OnRestore.MERGE),
                table("challenge", OnRestore.NEVER),
                table("approval_request", OnRestore.NEVER),
                new DataTable(NAME, "raid_gate", "guild_id", null, OnRestore.NEVER),
                table("recent_join", OnRestore.NEVER));
    }

    /** Moderators are forgotten as those who decided, too. */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        return PersonalRows.forget(tables(), user, before, work)
                + VerifiedStore.forgetModerator(work, user, before)
                + ApprovalStore.forgetModerator(work, user, before);
    }

    @Produces
    @Singleton
    static SettingsSheet sheet() {
        return new RecordSheet<>(VerificationSettings.KEY);
    }

    private static DataTable table(String name, OnRestore onRestore) {
        return new DataTable(NAME, name, "guild_id", "user_id", onRestore, "written_at");
    }
}
