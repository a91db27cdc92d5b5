package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /verify status}: the guild's setup, and how many members are verified. */
@Singleton
record StatusCommand(StatusView view) implements Command {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("verify status", TEXTS.english("status.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return SetupStore.find(work)
                .map(setup -> Reply.whisper(view.now(invocation, work, setup)))
                .orElseGet(() -> Reply.refuse(TEXTS.say(invocation, "status.none")));
    }
}
