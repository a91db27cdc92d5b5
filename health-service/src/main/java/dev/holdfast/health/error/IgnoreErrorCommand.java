package dev.holdfast.health.error;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /errors ignore}: tells of it again once there are ten times as many. */
@Singleton
final class IgnoreErrorCommand implements Command {

    static final String PATH = "errors ignore";

    private final Texts texts = Texts.of(ErrorFeature.NAME);
    private final ErrorChanges changes;

    @Inject
    IgnoreErrorCommand(ErrorChanges changes) {
        this.changes = changes;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.write(PATH, texts.english("ignore.description"))
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
                "error.ignore",
                group ->
                        group.state() == ErrorState.IGNORED
                                ? new ErrorDecision.Refused(
                                        texts.say(
                                                invocation,
                                                "ignore.already",
                                                Long.toString(group.number())))
                                : new ErrorDecision.Done(group.ignored(work.now())));
    }
}
