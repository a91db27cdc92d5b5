package dev.holdfast.health.error;

import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code /errors show}: everything about one kind of error. */
@Singleton
final class ShowErrorCommand implements Command {

    static final String PATH = "errors show";

    private final Texts texts = Texts.of(ErrorFeature.NAME);
    private final ErrorChanges changes;

    @Inject
    ShowErrorCommand(ErrorChanges changes) {
        this.changes = changes;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read(PATH, texts.english("show.description"))
                .option(number(texts))
                .anywhere()
                .forOperators()
                .whispered();
    }

    /** Which one is meant. */
    static OptionSpec number(Texts texts) {
        return OptionSpec.required(
                        ErrorChanges.NUMBER, texts.english("option.number"), OptionType.WHOLE)
                .between(1, Integer.MAX_VALUE);
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        return changes.show(invocation, work);
    }
}
