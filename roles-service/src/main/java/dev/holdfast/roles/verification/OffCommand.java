package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /verify off}: nobody can verify any more, and nobody is held back; the verified stay. */
@Singleton
record OffCommand(Panel panel, RaidGate gate) implements Command {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** In the audit: what verified members got. */
    private record Off(RoleId role) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("verify off", TEXTS.english("off.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var setup = SetupStore.find(work).filter(Setup::active);
        if (setup.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "status.none"));
        }
        panel.remove(work);
        SetupStore.put(work, setup.get().off());
        RaidStore.find(work)
                .filter(RaidStore.Gate::closed)
                .ifPresent(it -> gate.end(work, it.generation(), invocation.user()));
        work.audit("verification.off", new Off(setup.get().role()));
        VerificationLog.note(work, "turned off");
        return Reply.whisper(
                Card.info(TEXTS.say(invocation, "topic.emoji"), TEXTS.say(invocation, "off.title"))
                        .line(TEXTS.say(invocation, "off.done")));
    }
}
