package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of an incident: no sentence that a person or a machine wrote, since it
 * may name an address or a server.
 *
 * @param root what broke first, of a kind that is public
 * @param seenAt when an operator said that they see to it; {@code null}: nobody did
 * @param ended {@code null}: it goes on
 * @param attached what broke with it, as far as it is public
 */
public record PublicIncident(
        Component root,
        Verdict verdict,
        Instant began,
        @Nullable Instant seenAt,
        @Nullable Instant ended,
        List<Component> attached) {

    public PublicIncident {
        attached = List.copyOf(attached);
    }

    public boolean isOpen() {
        return ended == null;
    }
}
