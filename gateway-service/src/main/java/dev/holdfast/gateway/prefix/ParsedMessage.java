package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.kit.protocol.OptionValue;
import java.util.Map;

/** What a message turned out to be. */
sealed interface ParsedMessage {

    /** Nothing of ours. */
    record Chatter() implements ParsedMessage {}

    /** A command as it should be. */
    record Complete(CatalogEntry listed, Map<String, OptionValue> options)
            implements ParsedMessage {}

    /**
     * A command, but not as it should be.
     *
     * @param sentence what is wrong and how to type it
     */
    record Wrong(String sentence) implements ParsedMessage {}
}
