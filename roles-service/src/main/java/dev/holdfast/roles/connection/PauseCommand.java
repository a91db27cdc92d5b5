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

/** {@code /connection pause rule}: it changes nothing until it is resumed. */
@Singleton
record PauseCommand(RuleOption option, Rules rules, RuleWords words)
        implements Command, AutocompletedCommand {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("connection pause", words.english("pause.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(option.required());
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return option.complete(completion, work);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return option.use(
                invocation,
                work,
                rule -> {
                    if (rule.state() == Rule.State.PAUSED) {
                        return Reply.refuse(words.say(invocation, "pause.already", rule.id()));
                    }
                    if (!rules.pause(work, rule)) {
                        return Reply.refuse(words.say(invocation, "try-again", rule.id()));
                    }
                    var role = RuleWords.mention(rule.role());
                    var done = words.say(invocation, "pause.done", rule.id(), role);
                    return Reply.whisper(Card.sentence(Card.Kind.WAIT, done));
                });
    }
}
