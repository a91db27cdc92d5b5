package dev.holdfast.roles.selfrole;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /roles temporary}: all temporary roles, and a list to end one. */
@Singleton
record TemporaryCommand(TemporaryView view) implements Command {

    private static final Texts TEXTS = Texts.of(SelfroleFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("roles temporary", TEXTS.english("temporary.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return Reply.whisper(view.page(0, invocation, work));
    }
}
