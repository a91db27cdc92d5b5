package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.database.ActorColumn;
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
import java.util.Set;

/** What is kept of who is verified and who tries to be. */
@Singleton
final class VerificationFeature implements Feature {

    static final String NAME = "verification";

    private static final String CHALLENGE = "challenge";
    private static final String RECENT_JOIN = "recent_join";

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
                table(CHALLENGE, OnRestore.NEVER),
                table("approval_request", OnRestore.NEVER),
                new DataTable(NAME, "raid_gate", "guild_id", null, OnRestore.NEVER),
                table(RECENT_JOIN, OnRestore.NEVER));
    }

    @Override
    public List<ActorColumn> actors() {
        return List.of(
                new ActorColumn("verified_member", "verified_by", "verified_at"),
                new ActorColumn("approval_request", "decided_by", "decided_at"),
                new ActorColumn("raid_gate", "ended_by", "ended_at"));
    }

    /**
     * Nobody is forgotten past what makes them wait: a pause after wrong answers or a no, and the
     * raid gate. Those rows go at the hourly sweep after that is over.
     */
    @Override
    public int forget(UserId user, Instant before, UnitOfWork work) {
        var waiting = Set.of(CHALLENGE, RECENT_JOIN);
        var others = tables().stream().filter(it -> !waiting.contains(it.table())).toList();
        var pause = work.settings(VerificationSettings.KEY).triesPause();
        return PersonalRows.forget(others, user, before, work)
                + ChallengeStore.forget(work, user, before, pause)
                + JoinStore.forget(work, user, before)
                + ActorColumn.forget(actors(), user, before, work);
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
