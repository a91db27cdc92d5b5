package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;

/** {@code /connection edit rule [when] [keep]}: shows what a change would do, or builds one. */
@Singleton
record EditCommand(Previews previews, SaveCheck check, RuleOption option, RuleTexts words)
        implements SlowCommand<PreparedPreview>, RuleCommand {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("connection edit", words.english("edit.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(option.required())
                .option(
                        OptionSpec.optional("when", words.english("add.when"), OptionType.TEXT)
                                .between(1, ConditionParser.LONGEST))
                .option(OptionSpec.optional("keep", words.english("add.keep"), OptionType.FLAG))
                .slow(Previews.LONGEST);
    }

    @Override
    public PreparedPreview prepare(Invocation invocation, Progress progress)
            throws InterruptedException {
        return previews.prepare(invocation, progress, work -> begin(invocation, work));
    }

    private PreparedPreview begin(Invocation invocation, UnitOfWork work) {
        var number = invocation.whole(RuleOption.NAME).orElseThrow();
        var found = option.find(number, work);
        if (found.isEmpty()) {
            return new PreparedPreview.Not(Reply.refuse(option.absent(invocation, number, work)));
        }
        var rule = found.get();
        var refusal = check.refusal(invocation, rule.role(), work);
        if (refusal.isPresent()) {
            return new PreparedPreview.Not(Reply.refuse(refusal.get()));
        }
        var mode =
                invocation
                        .flag("keep")
                        .map(keep -> keep ? Rule.Mode.KEEP : Rule.Mode.WHILE)
                        .orElse(rule.mode());
        var text = invocation.text("when");
        if (text.isEmpty() && mode == rule.mode()) {
            return new PreparedPreview.Edit(
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
                            ? new PreparedPreview.Not(
                                    Reply.refuse(words.say(invocation, "unchanged", rule.id())))
                            : new PreparedPreview.Build(
                                    Draft.changing(invocation.user(), rule, mode, condition));
            case SaveCheck.Read.Wrong(var sentence) ->
                    new PreparedPreview.Not(Reply.refuse(sentence));
        };
    }

    @Override
    public Reply complete(Invocation invocation, PreparedPreview prepared, UnitOfWork work) {
        return previews.complete(invocation, prepared, work, Reply::whisper);
    }
}
