package dev.holdfast.health.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cause and all that it broke.
 *
 * @param id unique among all instances of health-service; later ones are larger
 * @param root what broke first
 * @param verdict the worst of the root so far
 * @param ended {@code null}: it goes on
 * @param attached what depends on the root and broke with it, in that order
 * @param acknowledgedBy who sees to it: a person's Discord id, or a name
 */
public record Incident(
        long id,
        Component root,
        Verdict verdict,
        Instant began,
        @Nullable Instant ended,
        List<Component> attached,
        @Nullable String acknowledgedBy) {

    public Incident {
        attached = List.copyOf(attached);
    }

    @JsonIgnore
    public boolean isOpen() {
        return ended == null;
    }

    /** The same with another verdict. */
    Incident with(Verdict other) {
        return new Incident(id, root, other, began, ended, attached, acknowledgedBy);
    }

    /** The same with one more component that depends on the root. */
    Incident attaching(Component component) {
        var more = new ArrayList<>(attached);
        more.add(component);
        return new Incident(id, root, verdict, began, ended, more, acknowledgedBy);
    }

    Incident endedAt(Instant at) {
        return new Incident(id, root, verdict, began, at, attached, acknowledgedBy);
    }

    /** The first one to see to it counts. */
    Incident acknowledged(String by) {
        return acknowledgedBy != null
                ? this
                : new Incident(id, root, verdict, began, ended, attached, by);
    }
}
