package dev.holdfast.backup.snapshot;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** {@code /listbackups}: the guild's own snapshots and those of everything. */
@Singleton
final class ListBackupsCommand implements Command {

    private static final Pattern PAGE = Pattern.compile("page:(-?[0-9]{1,4})");

    private final Snapshots snapshots;
    private final SnapshotsView view;
    private final SnapshotWords words;

    @Inject
    ListBackupsCommand(Snapshots snapshots, SnapshotsView view, SnapshotWords words) {
        this.snapshots = snapshots;
        this.view = view;
        this.words = words;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("listbackups", words.english("list.description"))
                .needs(Permission.MANAGE_GUILD)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var all = snapshots.of(invocation.guild(), work);
        var pressed = invocation.pressed();
        if (pressed.isEmpty()) {
            return Reply.whisper(view.show(invocation, all, 0));
        }
        var page = PAGE.matcher(pressed.get().state());
        return page.matches()
                ? Reply.update(view.show(invocation, all, Integer.parseInt(page.group(1))))
                : Reply.refuse(words.say(invocation, "stale"));
    }
}
