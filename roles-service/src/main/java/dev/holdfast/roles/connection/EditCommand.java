package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code /connection edit rule [when] [keep]}: shows what a change would do, or builds one. */
@Singleton
record EditCommand(Previews previews, SaveCheck check, RuleOption rules, RuleWords words)
        implements SlowCommand<Previewed>, AutocompletedCommand {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("connection edit", words.english("edit.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(rules.required())
                .option(
                        OptionSpec.optional("when", words.english("add.when"), OptionType.TEXT)
                                .between(1, ConditionParser.LONGEST))
                .option(OptionSpec.optional("keep", words.english("add.keep"), OptionType.FLAG))
                .slow(Previews.LONGEST);
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return rules.complete(completion, work);
    }

    @Override
    public Previewed prepare(Invocation invocation, Progress progress) throws InterruptedException {
        return previews.prepare(invocation, progress, work -> begin(invocation, work));
    }

    private Previewed begin(Invocation invocation, UnitOfWork work) {
        var number = invocation.whole(RuleOption.NAME).orElseThrow();
        var found = rules.find(number, work);
        if (found.isEmpty()) {
            return new Previewed.Not(Reply.refuse(rules.absent(invocation, number, work)));
        }
        var rule = found.get();
        var refusal = check.refusal(invocation, rule.role(), work);
        if (refusal.isPresent()) {
            return new Previewed.Not(Reply.refuse(refusal.get()));
        }
        var mode =
                invocation
                        .flag("keep")
                        .map(keep -> keep ? Rule.Mode.KEEP : Rule.Mode.WHILE)
                        .orElse(rule.mode());
        var text = invocation.text("when");
        if (text.isEmpty() && mode == rule.mode()) {
            return new Previewed.Edit(
                    Draft.changing(invocation.user(), rule, mode, rule.condition()));
        }
        var read =
                text.map(written -> check.read(invocation, written, work))
                        .orElseGet(() -> new SaveCheck.Read.Fine(rule.condition()));
        return switch (read) {
            case SaveCheck.Read.Fine(var condition) ->
                    condition.equals(rule.condition())
                                    && mode == rule.mode()
                                    && rule.state() == Rule.State.ACTIVE
                            ? new Previewed.Not(
                                    Reply.refuse(words.say(invocation, "unchanged", rule.id())))
                            : new Previewed.Build(
                                    Draft.changing(invocation.user(), rule, mode, condition));
            case SaveCheck.Read.Wrong(var sentence) -> new Previewed.Not(Reply.refuse(sentence));
        };
    }

    @Override
    public Reply complete(Invocation invocation, Previewed prepared, UnitOfWork work) {
        return previews.complete(invocation, prepared, work, Reply::whisper);
    }
}
