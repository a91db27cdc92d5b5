package dev.holdfast.kit.protocol;

import java.util.Map;

/**
 * A file of a reply, described by the parameters it is drawn from. A reply is stored with its
 * operation, so it holds no bytes, and a replay draws the file again.
 *
 * @param name as people see it, such as {@code profile.png}; an embed shows it by {@code
 *     attachment://profile.png}
 * @param drawing which of the service's drawings makes it
 * @param parameters what it is drawn from; at most 25 of at most 4,000 characters in all
 */
public record Attachment(String name, String drawing, Map<String, String> parameters) {

    /** Discord takes no file of more bytes. */
    public static final long LARGEST = 10L * 1024 * 1024;

    private static final int MOST_PARAMETERS = 25;
    private static final int LONGEST_PARAMETERS = 4_000;

    public Attachment {
        Required.field("name", name);
        Required.field("drawing", drawing);
        Required.field("parameters", parameters);
        parameters = Map.copyOf(parameters);
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("Not a file name: '%s'.".formatted(name));
        }
        var length =
                parameters.entrySet().stream()
                        .mapToInt(entry ->
                                Required.characters(entry.getKey())
                                        + Required.characters(entry.getValue()))
                        .sum();
        if (parameters.size() > MOST_PARAMETERS || length > LONGEST_PARAMETERS) {
            throw new IllegalArgumentException(
                    "A file is drawn from at most 25 parameters of 4,000 characters.");
        }
    }
}
