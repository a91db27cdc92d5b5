package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.EventNote;
import java.util.Set;

/**
 * What a feature does when something happens on Discord. Being a bean is enough: what it asks for
 * is published, and the gateway tells of that and of nothing else.
 *
 * <p>{@link #handle} is plain domain logic inside the unit of work that claims the event's key, so
 * what it writes is written once, however often the event is told. Only a posted message has an id
 * of its own, though: of every other kind the same happening may be told under two keys, so a
 * handler of those sets how things are and never adds. It may be called more than once for one
 * event (a deadlock, a lost connection) and shares its transaction with other events of the guild.
 */
public interface EventHandler {

    /** The same at every call. */
    Set<EventKind> kinds();

    /**
     * Takes the event in. What it throws sets the event aside for good, for all of the service's
     * handlers; the guild's other events go on.
     */
    void handle(EventNote note, UnitOfWork work);
}
