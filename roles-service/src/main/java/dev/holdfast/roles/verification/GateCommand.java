package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.verification.RaidStore.Gate;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code /verify gate on|off}: a moderator closes the gate by hand, or ends what closed it. */
@Singleton
record GateCommand(RaidGate raids, RaidCard card) implements Command {

    private static final String ON = "on";
    private static final Duration LAST_MINUTES = Duration.ofMinutes(10);

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** In the audit: which time the gate was closed. */
    private record Decided(long generation) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("verify gate", TEXTS.english("gate.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(
                        OptionSpec.required("state", TEXTS.english("gate.state"), OptionType.TEXT)
                                .oneOf(
                                        new OptionSpec.Choice(TEXTS.english("gate.on"), ON),
                                        new OptionSpec.Choice(TEXTS.english("gate.off"), "off")));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var closes = invocation.text("state").orElseThrow().equals(ON);
        var setup = SetupStore.find(work).filter(it -> it.active() || !closes);
        if (setup.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "status.none"));
        }
        return closes ? close(invocation, work, setup.get()) : end(invocation, work, setup.get());
    }

    private Reply close(Invocation invocation, UnitOfWork work, Setup setup) {
        if (!raids.close(work, setup, work.now().minus(LAST_MINUTES), true)) {
            return Reply.refuse(TEXTS.say(invocation, "gate.already"));
        }
        audit(work, "verification.gate.on");
        return shown(work, setup);
    }

    private Reply end(Invocation invocation, UnitOfWork work, Setup setup) {
        var gate = RaidStore.find(work).filter(Gate::closed);
        if (gate.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "gate.open"));
        }
        raids.end(work, gate.get().generation(), invocation.user());
        audit(work, "verification.gate.off");
        return shown(work, setup);
    }

    private static void audit(UnitOfWork work, String action) {
        var generation = RaidStore.find(work).orElseThrow().generation();
        work.audit(action, new Decided(generation));
    }

    private Reply shown(UnitOfWork work, Setup setup) {
        return Reply.whisper(card.content(work, setup, RaidStore.find(work).orElseThrow()));
    }
}
