package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * What an author may change about a message; the arrays are in Discord's shape and are never
 * altered in place.
 */
public record MessageBody(
        String content,
        ArrayNode embeds,
        ArrayNode components,
        ArrayNode attachments,
        Mentions mentions,
        int flags,
        @Nullable Poll poll) {
    /** The author asked not to show embeds. */
    public static final int SUPPRESS_EMBEDS = 1 << 2;

    /** A thread hangs on it. */
    public static final int HAS_THREAD = 1 << 5;

    /** Only the person who caused the interaction sees it. */
    public static final int EPHEMERAL = 1 << 6;

    /** A deferred reply: "thinking". */
    public static final int LOADING = 1 << 7;

    /** Notifies nobody. */
    public static final int SILENT = 1 << 12;

    /** It passes on another message. */
    public static final int HAS_SNAPSHOT = 1 << 14;

    /** It is laid out by its components alone. */
    public static final int COMPONENTS_V2 = 1 << 15;

    /** One that asks nothing. */
    public MessageBody(
            String content,
            ArrayNode embeds,
            ArrayNode components,
            ArrayNode attachments,
            Mentions mentions,
            int flags) {
        this(content, embeds, components, attachments, mentions, flags, null);
    }

    public static MessageBody text(String content, Mentions mentions) {
        var none = JsonNodeFactory.instance.arrayNode(0);
        return new MessageBody(content, none, none, none, mentions, 0);
    }

    /** A deferred reply, shown as "thinking" until it is edited. */
    public static MessageBody thinking(boolean ephemeral) {
        var none = JsonNodeFactory.instance.arrayNode(0);
        return new MessageBody(
                "", none, none, none, Mentions.NONE, LOADING | (ephemeral ? EPHEMERAL : 0));
    }

    public MessageBody withFlags(int newFlags) {
        return new MessageBody(content, embeds, components, attachments, mentions, newFlags, poll);
    }

    public MessageBody asking(Poll changed) {
        return new MessageBody(content, embeds, components, attachments, mentions, flags, changed);
    }

    /** Whether a person would see nothing at all. */
    public boolean blank() {
        return content.isBlank()
                && poll == null
                && embeds.isEmpty()
                && components.isEmpty()
                && attachments.isEmpty();
    }
}
