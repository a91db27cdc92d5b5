package dev.holdfast.kit.timer;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.OptionalLong;

/** Runs timers of one kind. Its name is stored with the timers and must never change. */
public interface TimerHandler {

    /** Small letters, digits and hyphens; at most 40, such as {@code tempban}. */
    String name();

    /** What becomes of one that runs late. */
    CatchUp catchUp(Timer timer);

    /**
     * The present generation of what the timers of the subject end; empty where it is gone. A timer
     * of another generation does nothing.
     */
    OptionalLong generation(String subject, UnitOfWork work);

    /**
     * Does it, once: in a unit of work of the timer's guild, in the name of who asked for it,
     * committed together with the timer's being over. May be called again when an attempt is. It
     * may share the transaction with other timers of its guild, as if one ran after the other.
     */
    void run(DueTimer firing, UnitOfWork work);
}
