package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Assignments;
import dev.holdfast.roles.assignment.MemberState;
import dev.holdfast.roles.assignment.Members;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code /connection test rule [member]}: what a rule says of somebody, each condition by itself.
 */
@Singleton
record TestCommand(
        RuleOption rules,
        Members members,
        MemberKnowledge knowledge,
        Assignments assignments,
        TermLines lines,
        RuleWords words)
        implements Command, AutocompletedCommand {

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("connection test", words.english("test.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(rules.required())
                .option(
                        OptionSpec.optional(
                                "member", words.english("test.member"), OptionType.PERSON));
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return rules.complete(completion, work);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (invocation.person("member").filter(OptionValue.Person::bot).isPresent()) {
            return Reply.refuse(words.say(invocation, "test.bot"));
        }
        var user =
                invocation.person("member").map(OptionValue.Person::user).orElse(invocation.user());
        return rules.use(
                invocation,
                work,
                rule ->
                        members.find(work, user)
                                .map(member -> show(invocation, rule, member, work))
                                .orElseGet(() ->
                                        Reply.refuse(
                                                words.say(
                                                        invocation,
                                                        "test.not-member",
                                                        mention(user)))));
    }

    private Reply show(Invocation invocation, Rule rule, MemberState member, UnitOfWork work) {
        var known = knowledge.of(List.of(member), List.of(rule.condition()), work).getFirst();
        var truth = known.says(rule.condition());
        var says = "test." + RuleStore.word(truth);
        var role = RuleWords.mention(rule.role());
        var card =
                Card.info(PreviewView.EMOJI, words.say(invocation, "test.title", rule.id()))
                        .about(member.user())
                        .line(words.say(invocation, says, mention(member.user()), role))
                        .line("> " + rule.text());
        for (var line : lines.of(invocation, rule.condition(), known)) {
            card = card.item(line);
        }
        var claim = assignments.standing(work, member.user(), rule.role(), rule.source());
        if (claim.isPresent()) {
            var since = TermLines.seconds(claim.get().since());
            card = card.line(words.say(invocation, "test.has", since));
        } else if (member.roles().contains(rule.role())) {
            card = card.line(words.say(invocation, "test.by-hand"));
        }
        if (rule.state() == Rule.State.PAUSED) {
            card = card.fine(words.say(invocation, "test.not-active"));
        }
        if (member.pending()) {
            card = card.fine(words.say(invocation, "test.pending", mention(member.user())));
        }
        return Reply.whisper(card);
    }

    private static String mention(UserId user) {
        return "<@%s>".formatted(user);
    }
}
