package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /connection resume rule}: it goes on, in the name of whoever says so. */
@Singleton
record ResumeCommand(RuleOption option, RuleActivation revival, Rules rules, RuleWords words)
        implements Command, AutocompletedCommand {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("connection resume", words.english("resume.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .opensModal()
                .option(option.required());
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return option.complete(completion, work);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        if (invocation.pressed().isPresent()) {
            return RuleActivation.rule(invocation)
                    .flatMap(number -> option.find(number, work))
                    .map(rule -> resume(invocation, rule, work))
                    .orElseGet(() -> Reply.refuse(words.say(invocation, "stale")));
        }
        return option.use(invocation, work, rule -> resume(invocation, rule, work));
    }

    private Reply resume(Invocation invocation, Rule rule, UnitOfWork work) {
        if (rule.state() == Rule.State.ACTIVE) {
            return Reply.refuse(words.say(invocation, "resume.already", rule.id()));
        }
        return revival.check(
                invocation,
                rule.id(),
                rule.role(),
                rule.condition(),
                work,
                () ->
                        rules.resume(work, rule)
                                .map(it -> words.say(invocation, "resume.done", it.id()))
                                .map(done -> Reply.whisper(Card.sentence(Card.Kind.GAIN, done)))
                                .orElseGet(() ->
                                        Reply.refuse(
                                                words.say(invocation, "try-again", rule.id()))));
    }
}
