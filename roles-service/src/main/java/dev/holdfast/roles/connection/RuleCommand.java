package dev.holdfast.roles.connection;

import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.OptionSpec;
import java.util.List;

/** A command with an option that names a rule. */
interface RuleCommand extends AutocompletedCommand {

    RuleOption option();

    @Override
    default List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        return option().complete(completion, work);
    }
}
