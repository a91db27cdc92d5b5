package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.Reply;

/** The preview that a slow command prepared. */
sealed interface PreparedPreview {

    /** It is not shown. */
    record Not(Reply why) implements PreparedPreview {}

    /** It is shown next, or built where there is nothing in it yet. */
    record Build(Draft draft) implements PreparedPreview {}

    /** It is built first. */
    record Edit(Draft draft) implements PreparedPreview {}

    /** What it would do. */
    record Ready(Draft draft, Condition condition, DryRun run) implements PreparedPreview {}
}
