package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;

/** Behind the builder's controls: shows what the rule that was built would do. */
@Singleton
record PreviewCommand(Previews previews, RuleWords words) implements SlowCommand<Previewed> {

    static final String PATH = "connection preview";

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(
                        PATH, words.english("preview.description"), CommandSpec.Access.WRITE)
                .needs(Permission.MANAGE_ROLES)
                .slow(Previews.LONGEST);
    }

    @Override
    public Previewed prepare(Invocation invocation, Progress progress) throws InterruptedException {
        return previews.prepare(invocation, progress, work -> begin(invocation, work));
    }

    private Previewed begin(Invocation invocation, UnitOfWork work) {
        var draft =
                invocation
                        .pressed()
                        .flatMap(pressed -> DraftState.parse(pressed.state()))
                        .flatMap(state -> DraftStore.find(work, state.draft(), invocation.user()));
        if (draft.isEmpty()) {
            return new Previewed.Not(Reply.refuse(words.say(invocation, "draft.gone")));
        }
        return draft.get().whole().isEmpty()
                ? new Previewed.Not(Reply.refuse(words.say(invocation, "build.nothing")))
                : new Previewed.Build(draft.get());
    }

    @Override
    public Reply complete(Invocation invocation, Previewed prepared, UnitOfWork work) {
        return previews.complete(invocation, prepared, work, Reply::update);
    }
}
