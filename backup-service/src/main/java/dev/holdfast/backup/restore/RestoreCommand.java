package dev.holdfast.backup.restore;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /restore}: begins with the choice of a snapshot. */
@Singleton
final class RestoreCommand implements Command {

    private final Texts texts = Texts.of(RestoreFeature.NAME);
    private final RestoreChoice choice;
    private final PickView view;

    @Inject
    RestoreCommand(RestoreChoice choice, PickView view) {
        this.choice = choice;
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
        return Reply.whisper(view.show(invocation, choice.restorable(work)));
    }
}
