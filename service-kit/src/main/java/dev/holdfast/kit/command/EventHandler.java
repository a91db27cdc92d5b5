package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.EventKind;
import java.util.Set;

/**
 * Handles events from Discord for a feature. A bean is enough: the manifest lists the kinds it
 * wants, and the gateway sends no others.
 *
 * <p>{@link #handle} runs inside the unit of work that claims the event's key, so its writes happen
 * once, however often the event is delivered. Only a posted message has an id of its own. Any other
 * event may be delivered under two keys, so its handler must set values and never add. The method
 * may be called more than once for one event (after a deadlock or a lost connection), and it shares
 * its transaction with other events of the guild.
 */
public interface EventHandler {

    /** The same at every call. */
    Set<EventKind> kinds();

    /**
     * Takes the event in. What it throws undoes what its feature wrote for the event and sets the
     * event as a dead letter for that feature, until an operator has it told again; the other
     * features and the guild's other events go on. A handler's feature is the one in whose folder
     * it lies.
     */
    void handle(EventEnvelope note, UnitOfWork work);
}
