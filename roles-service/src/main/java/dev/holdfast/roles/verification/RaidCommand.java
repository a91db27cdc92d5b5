package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.CommandSpec.Access;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.roles.verification.RaidStore.Gate;
import jakarta.inject.Singleton;
import java.util.Map;

/** The buttons of the gate's card: end it, keep it closed, kick those it holds back (asks). */
@Singleton
record RaidCommand(RaidGate raids, RaidCard card) implements Command {

    static final String PATH = "verify raid";

    private static final String KICK = "kick";
    private static final int MOST_KICKED = 500;

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** In the audit: which time the gate was closed. */
    private record Decided(long generation) {}

    /** In the audit: how many were kicked. */
    private record Kicked(long generation, int members) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.behindControls(PATH, TEXTS.english("raid.description"), Access.WRITE)
                .needs(Permission.MANAGE_ROLES)
                .option(OptionSpec.optional(KICK, TEXTS.english("raid.kick"), OptionType.WHOLE));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var state =
                invocation
                        .pressed()
                        .map(used -> RaidState.parse(used.state()))
                        .orElseGet(() ->
                                new RaidState(
                                        RaidState.Action.KICK,
                                        invocation.whole(KICK).orElseThrow()));
        var setup = SetupStore.find(work);
        var gate =
                RaidStore.find(work)
                        .filter(Gate::closed)
                        .filter(it -> it.generation() == state.generation());
        if (setup.isEmpty() || gate.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "raid.stale"));
        }
        return switch (state.action()) {
            case END -> {
                raids.end(work, state.generation(), invocation.user());
                work.audit("verification.raid.end", new Decided(state.generation()));
                yield shown(work, setup.get());
            }
            case KEEP -> {
                raids.keep(work, state.generation());
                work.audit("verification.raid.keep", new Decided(state.generation()));
                yield shown(work, setup.get());
            }
            case KICK -> kick(invocation, work, state.generation());
        };
    }

    private Reply shown(UnitOfWork work, Setup setup) {
        var gate = RaidStore.find(work).orElseThrow();
        return Reply.update(card.content(work, setup, gate));
    }

    private Reply kick(Invocation invocation, UnitOfWork work, long generation) {
        var kickers = Permissions.of(Permission.KICK_MEMBERS);
        if (!invocation.member().permissions().allows(kickers)) {
            return Reply.refuse(TEXTS.say(invocation, "raid.kick.not"));
        }
        if (!invocation.confirmed()) {
            return asked(
                    invocation,
                    Math.min(JoinStore.countHeld(work, generation), MOST_KICKED),
                    generation);
        }
        var kicked = raids.kick(work, generation, MOST_KICKED).size();
        work.audit("verification.raid.kick", new Kicked(generation, kicked));
        return Reply.whisper(
                Card.loss(
                                TEXTS.say(invocation, "topic.emoji"),
                                TEXTS.say(invocation, "raid.kicked.title"))
                        .line(TEXTS.say(invocation, "raid.kicked", kicked)));
    }

    private Reply asked(Invocation invocation, long many, long generation) {
        var question =
                Card.loss(
                                TEXTS.say(invocation, "topic.emoji"),
                                TEXTS.say(invocation, "raid.kick.title"))
                        .line(TEXTS.say(invocation, "raid.kick.ask", many));
        return new Reply.Question(question, Map.of(KICK, new OptionValue.Whole(generation)));
    }
}
