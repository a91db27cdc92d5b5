package dev.holdfast.roles.assignment;

import java.util.HashSet;
import java.util.Set;

/**
 * Which part of which feature claims a role, such as rule 12 of {@code connection}.
 *
 * @param feature the feature's name; the {@link ClaimSource} of that name explains it
 * @param id which rule, menu or member's request; no colon, at most 40 characters
 */
public record Source(String feature, String id) {

    private static final int LONGEST = 40;

    public Source {
        if (feature.isEmpty()
                || feature.contains(":")
                || id.contains(":")
                || id.length() > LONGEST) {
            throw new IllegalArgumentException("not a source: %s:%s".formatted(feature, id));
        }
    }

    /** Reads what {@link #toString} wrote. */
    static Source parse(String text) {
        var colon = text.indexOf(':');
        return new Source(text.substring(0, colon), text.substring(colon + 1));
    }

    Set<Source> addedTo(Set<Source> sources) {
        var more = new HashSet<>(sources);
        more.add(this);
        return more;
    }

    Set<Source> removedFrom(Set<Source> sources) {
        var fewer = new HashSet<>(sources);
        fewer.remove(this);
        return fewer;
    }

    @Override
    public String toString() {
        return feature + ":" + id;
    }
}
