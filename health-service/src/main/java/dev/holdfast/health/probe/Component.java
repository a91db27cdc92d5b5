package dev.holdfast.health.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something that is watched, written as {@code service:economy}.
 *
 * @param name 1 to 100 characters without spaces
 */
public record Component(Kind kind, String name) {

    private static final Pattern NAME = Pattern.compile("\\S{1,100}");

    /** What kind of thing. */
    public enum Kind {
        DISCORD,
        POSTGRES,
        REDIS,
        /** All instances of a service together. */
        SERVICE,
        /** One process, such as {@code instance:economy/127.0.0.1:8081}. */
        INSTANCE,
        /** A machine: its disks, processor and clock. */
        HOST,
        /** health-service itself. */
        WATCHER;

        String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Component {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a component's name: " + name);
        }
    }

    /**
     * Reads {@code kind:name}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Component parse(String text) {
        var colon = text.indexOf(':');
        var written = text.substring(0, Math.max(0, colon));
        var kind =
                Arrays.stream(Kind.values())
                        .filter(it -> it.written().equals(written))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("not a component: " + text));
        return new Component(kind, text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return kind.written() + ":" + name;
    }
}
