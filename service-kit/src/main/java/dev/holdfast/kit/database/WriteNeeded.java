package dev.holdfast.kit.database;

/**
 * Ends a unit of work that only reads, because its answer needs something written first. It is done
 * again in one that writes.
 *
 * @see UnitOfWork#needsToWrite
 */
public final class WriteNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WriteNeeded() {
        super("this answer needs something written", null, false, false);
    }
}
