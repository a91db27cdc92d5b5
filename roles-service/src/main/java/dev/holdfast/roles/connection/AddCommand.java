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

/** {@code /connection add role [when] [keep]}: shows what a new rule would do, or builds one. */
@Singleton
record AddCommand(Previews previews, SaveCheck check, RuleWords words)
        implements SlowCommand<Previewed> {

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("connection add", words.english("add.description"))
                .needs(Permission.MANAGE_ROLES)
                .whispered()
                .option(OptionSpec.required("role", words.english("add.role"), OptionType.ROLE))
                .option(
                        OptionSpec.optional("when", words.english("add.when"), OptionType.TEXT)
                                .between(1, ConditionParser.LONGEST))
                .option(OptionSpec.optional("keep", words.english("add.keep"), OptionType.FLAG))
                .slow(Previews.LONGEST);
    }

    @Override
    public Previewed prepare(Invocation invocation, Progress progress) throws InterruptedException {
        return previews.prepare(invocation, progress, work -> begin(invocation, work));
    }

    private Previewed begin(Invocation invocation, UnitOfWork work) {
        var role = invocation.role("role").orElseThrow();
        var refusal = check.refusal(invocation, role, work);
        if (refusal.isPresent()) {
            return new Previewed.Not(Reply.refuse(refusal.get()));
        }
        var mode = invocation.flag("keep").orElse(false) ? Rule.Mode.KEEP : Rule.Mode.WHILE;
        var text = invocation.text("when");
        if (text.isEmpty()) {
            return new Previewed.Build(Draft.fresh(invocation.user(), role, mode, null));
        }
        return switch (check.read(invocation, text.get(), work)) {
            case SaveCheck.Read.Fine(var condition) ->
                    new Previewed.Build(Draft.fresh(invocation.user(), role, mode, condition));
            case SaveCheck.Read.Wrong(var sentence) -> new Previewed.Not(Reply.refuse(sentence));
        };
    }

    @Override
    public Reply complete(Invocation invocation, Previewed prepared, UnitOfWork work) {
        return previews.complete(invocation, prepared, work, Reply::whisper);
    }
}
