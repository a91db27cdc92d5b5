package dev.holdfast.kit.database;

import dev.holdfast.kit.protocol.ProgressUpdate;
import dev.holdfast.kit.protocol.Reply;
import org.jspecify.annotations.Nullable;

/** The result of executing a request exactly once. */
public sealed interface RequestOutcome {

    /**
     * It is done and committed.
     *
     * @param replayed whether an earlier delivery did it; the reply is then the stored one
     */
    record Done(Reply reply, boolean replayed) implements RequestOutcome {}

    /** It was not done this time. */
    sealed interface Undone extends RequestOutcome {}

    /** The key belongs to another request; nothing was done. */
    record KeyReused() implements Undone {}

    /** The key's own day is over a week ago or lies ahead; nothing was done. */
    record KeyExpired() implements Undone {}

    /**
     * An earlier delivery is still being executed, or the guild is being restored.
     *
     * @param reached how far a slow command is; {@code null}: not known
     */
    record StillRunning(@Nullable ProgressUpdate reached) implements Undone {

        /** Nothing is known of how far it is. */
        public StillRunning() {
            this(null);
        }
    }

    /** Others kept what it needs for too long; nothing was done, and the key is as it was. */
    record Busy() implements Undone {}
}
