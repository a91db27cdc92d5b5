package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/**
 * {@code /why role [member]}: why somebody has a role or not. Members ask about themselves; those
 * who manage roles ask about anyone.
 */
@Singleton
record WhyCommand(Explanation explanation) implements Command {

    private static final Permissions FOR_OTHERS = Permissions.of(Permission.MANAGE_ROLES);

    private static final Texts TEXTS = Texts.of(InquiryFeature.NAME);

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("why", TEXTS.english("why.description"))
                .option(OptionSpec.required("role", TEXTS.english("why.role"), OptionType.ROLE))
                .option(
                        OptionSpec.optional(
                                "member", TEXTS.english("why.member"), OptionType.PERSON))
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var role = invocation.role("role").orElseThrow();
        var member =
                invocation.person("member").map(OptionValue.Person::user).orElse(invocation.user());
        if (!member.equals(invocation.user())
                && !invocation.member().permissions().allows(FOR_OTHERS)) {
            return Reply.refuse(TEXTS.say(invocation, "why.permission"));
        }
        if (role.value() == invocation.guild().value()) {
            return Reply.refuse(TEXTS.say(invocation, "why.everyone"));
        }
        return Reply.whisper(explanation.card(invocation, work, member, role));
    }
}
