package dev.holdfast.kit.command;

import java.util.Map;

/**
 * Draws files for replies, such as pictures. A bean is enough; a reply names it in an {@link
 * dev.holdfast.kit.protocol.Attachment}.
 */
public interface Drawing {

    /** What attachments call it; one of its kind in a service. */
    String name();

    /**
     * Draws a file: the same one from the same parameters, for a replay has it drawn again.
     *
     * @return at most 10 MiB
     * @throws IllegalArgumentException where the parameters are none of a reply's
     */
    byte[] draw(Map<String, String> parameters);
}
