package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.kit.protocol.OptionValue;
import java.util.Map;

/** What a message turned out to be. */
sealed interface Typed {

    /** Nothing of ours. */
    record Chatter() implements Typed {}

    /** A command as it should be. */
    record Complete(Listed listed, Map<String, OptionValue> options) implements Typed {}

    /**
     * A command, but not as it should be.
     *
     * @param sentence what is wrong and how to type it
     */
    record Wrong(String sentence) implements Typed {}
}
