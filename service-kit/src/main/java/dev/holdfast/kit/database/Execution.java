package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.Reply;
import java.util.function.Function;

/** A unit of work of one request, yet to be told what is done in it. */
public interface Execution {

    /**
     * Does it.
     *
     * @param body called again when an attempt is; what it throws undoes the unit of work
     */
    Outcome execute(Function<UnitOfWork, Reply> body);
}
