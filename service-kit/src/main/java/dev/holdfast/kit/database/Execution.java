package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.Reply;
import java.util.function.Function;

/** How one request is executed as a unit of work, given its body. */
public interface Execution {

    /**
     * Does it.
     *
     * @param body called again when an attempt is; what it throws undoes the unit of work
     */
    RequestOutcome execute(Function<UnitOfWork, Reply> body);
}
