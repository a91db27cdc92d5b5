package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.Reply;

/** What a slow command that shows a rule before it is saved has prepared. */
sealed interface Previewed {

    /** It is not shown. */
    record Not(Reply why) implements Previewed {}

    /** It is shown next, or built where there is nothing in it yet. */
    record Build(Draft draft) implements Previewed {}

    /** It is built first. */
    record Edit(Draft draft) implements Previewed {}

    /** What it would do. */
    record Ready(Draft draft, Condition condition, DryRun run) implements Previewed {}
}
