package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.OptionSpec;
import java.util.List;

/**
 * A command of any kind that also suggests values while a person types into an autocompleted
 * option.
 */
public interface AutocompletedCommand {

    /**
     * What fits what was typed so far, the best first; beyond 25 it is not shown. Nobody waits for
     * it longer than two seconds, nothing is changed by it, and what a person sends in the end may
     * be something else.
     */
    List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work);
}
