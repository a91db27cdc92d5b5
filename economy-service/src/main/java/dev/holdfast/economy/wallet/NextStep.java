package dev.holdfast.economy.wallet;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Invocation;
import java.util.List;

/**
 * What the person who asked could do next, as buttons below what they read about their coins. A
 * feature offers its own by being a bean.
 */
public interface NextStep {

    /** Only what is ready now; in the order in which it is to stand there. */
    List<Button> ready(Invocation invocation, UnitOfWork work);
}
