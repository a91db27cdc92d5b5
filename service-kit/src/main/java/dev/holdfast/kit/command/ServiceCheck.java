package dev.holdfast.kit.command;

import dev.holdfast.kit.command.IntegrityCheck.Finding;

/**
 * Checks what always holds of the service as a whole and of no guild alone. A bean is enough. It is
 * looked at whenever somebody asks, so it takes a second at most.
 */
public interface ServiceCheck {

    /** What holds when it passes, such as {@code jobs-run-when-due}. */
    String name();

    /** Looks now, outside of any unit of work. */
    Finding check();
}
