package dev.holdfast.kit.database;

/**
 * Ends a reading unit of work whose answer needs a write first. The body is run again in a writing
 * one.
 *
 * @see UnitOfWork#needsToWrite
 */
public final class WriteNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WriteNeeded() {
        super("this answer needs something written", null, false, false);
    }
}
