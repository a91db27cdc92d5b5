package dev.holdfast.backup.restore;

import dev.holdfast.backup.snapshot.SnapshotEntry;
import dev.holdfast.backup.snapshot.Snapshots;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /restore}: begins with the choice of a snapshot. */
@Singleton
final class RestoreCommand implements Command {

    private final Texts texts = Texts.of(RestoreFeature.NAME);
    private final Snapshots snapshots;
    private final PickView view;

    @Inject
    RestoreCommand(Snapshots snapshots, PickView view) {
        this.snapshots = snapshots;
        this.view = view;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("restore", texts.english("description"))
                .needs(Permission.MANAGE_GUILD)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return Reply.whisper(view.show(invocation, restorable(snapshots, work)));
    }

    /** What the unit's guild can be restored from, the newest first. */
    static List<SnapshotEntry> restorable(Snapshots snapshots, UnitOfWork work) {
        return snapshots.of(work.guild(), work).stream()
                .filter(snapshot -> snapshot.state().isProven())
                .toList();
    }
}
