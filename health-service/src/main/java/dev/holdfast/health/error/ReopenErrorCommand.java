package dev.holdfast.health.error;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /errors reopen}: it is neither resolved nor ignored any more. */
@Singleton
final class ReopenErrorCommand implements Command {

    static final String PATH = "errors reopen";

    private final Texts texts = Texts.of(ErrorFeature.NAME);
    private final ErrorChanges changes;

    @Inject
    ReopenErrorCommand(ErrorChanges changes) {
        this.changes = changes;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write(PATH, texts.english("reopen.description"))
                .option(ShowErrorCommand.number(texts))
                .anywhere()
                .forOperators()
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return changes.change(
                invocation,
                work,
                "error.reopen",
                group ->
                        group.state().isOpen()
                                ? new ErrorDecision.Refused(
                                        texts.say(
                                                invocation,
                                                "reopen.already",
                                                Long.toString(group.number())))
                                : new ErrorDecision.Done(group.reopened(work.now())));
    }
}
