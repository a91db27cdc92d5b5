package dev.holdfast.gateway.interaction;

import dev.holdfast.kit.protocol.CommandSpec.Visibility;

/** How far an interaction has come, as Discord sees it. */
sealed interface Standing {

    /** Nobody has answered it. */
    record Open() implements Standing {}

    /**
     * Somebody has given a sign, and the answer is to come.
     *
     * @param progress whether the sign shows by now how far it is
     */
    record Deferred(Visibility visibility, boolean progress) implements Standing {}

    /** It was answered. */
    record Answered() implements Standing {}

    /** Discord does not say. */
    record Unknown() implements Standing {}
}
