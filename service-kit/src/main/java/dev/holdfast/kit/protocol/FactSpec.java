package dev.holdfast.kit.protocol;

import java.util.regex.Pattern;

/**
 * Something that a service knows about members and tells other services.
 *
 * @param name such as {@code balance}; of one service only, fixed for ever
 */
public record FactSpec(String name, FactType type) {

    /** Small letters, digits and hyphens, at most 40. */
    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public FactSpec {
        Required.field("name", name);
        Required.field("type", type);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A fact's name has small letters, digits and hyphens, 40 at most, not '%s'."
                            .formatted(name));
        }
    }
}
