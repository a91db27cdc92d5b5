package dev.holdfast.kit.protocol;

import java.net.URI;

/**
 * A button that opens a page and tells nobody.
 *
 * @param label 1 to 80 characters
 * @param url of https or http, at most 512 characters
 */
public record Link(String label, URI url) implements Control {

    private static final int LONGEST_URL = 512;

    public Link {
        Button.checkLabel(label);
        Required.field("url", url);
        var scheme = String.valueOf(url.getScheme());
        if (!scheme.matches("https?") || url.toString().length() > LONGEST_URL) {
            throw new IllegalArgumentException(
                    "A link is of https and has at most 512 characters: '%s'.".formatted(url));
        }
    }
}
