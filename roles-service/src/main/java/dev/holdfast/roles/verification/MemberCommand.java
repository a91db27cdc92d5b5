package dev.holdfast.roles.verification;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** {@code /verify member}: by hand, which stays whatever happens. */
@Singleton
record MemberCommand(GivenRole role, Verifier verifier) implements Command {

    private static final Texts TEXTS = Texts.of(VerificationFeature.NAME);

    /** In the audit: who was verified. */
    private record ByHand(UserId member) {}

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("verify member", TEXTS.english("member.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(
                        OptionSpec.required(
                                "member", TEXTS.english("member.member"), OptionType.PERSON));
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var person = invocation.person("member").orElseThrow();
        var setup = SetupStore.find(work);
        if (setup.isEmpty()) {
            return Reply.refuse(TEXTS.say(invocation, "status.none"));
        }
        if (person.bot()) {
            return Reply.refuse(TEXTS.say(invocation, "member.bot"));
        }
        if (person.outside()) {
            return Reply.refuse(TEXTS.say(invocation, "member.outside", person.user()));
        }
        if (VerifiedStore.find(work, person.user()).filter(MemberCommand::byHand).isPresent()) {
            return Reply.refuse(TEXTS.say(invocation, "member.already", person.user()));
        }
        return role.refuseByHand(invocation, work, setup.get().role())
                .orElseGet(() -> verify(invocation, work, setup.get(), person.user()));
    }

    private static boolean byHand(Verified verified) {
        return verified.how() == VerificationMethod.HAND;
    }

    private Reply verify(Invocation invocation, UnitOfWork work, Setup setup, UserId member) {
        verifier.verify(work, setup.role(), member, VerificationMethod.HAND, invocation.user());
        ApprovalStore.settle(work, member, invocation.user());
        work.audit("verification.member", new ByHand(member));
        return Reply.whisper(
                Card.gain(
                                TEXTS.say(invocation, "topic.emoji"),
                                TEXTS.say(invocation, "member.title"))
                        .about(member)
                        .line(TEXTS.say(invocation, "member.done", member, setup.role())));
    }
}
