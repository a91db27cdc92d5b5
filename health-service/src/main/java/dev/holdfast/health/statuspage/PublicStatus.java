package dev.holdfast.health.statuspage;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What everybody may know of how the bot is.
 *
 * @param at when this was put together
 * @param measuredAt when the last round of probes ended; {@code null}: none did
 * @param sight what the lines are worth
 * @param hasHistory whether earlier days could be read
 * @param lines at least one for each kind that is public
 * @param incidents the newest first
 */
public record PublicStatus(
        Instant at,
        @Nullable Instant measuredAt,
        Sight sight,
        boolean hasHistory,
        List<Line> lines,
        List<PublicIncident> incidents) {

    /** Whether there was anybody to see how things are. */
    public enum Sight {
        CLEAR,
        /** Nothing is reached at all: whoever looks may be the one who is cut off. */
        CUT_OFF,
        /** The last look is over three rounds ago. */
        STALE,
        /** There was no look yet. */
        NEVER
    }

    /**
     * How one component is.
     *
     * @param since {@code null}: not known
     * @param days the oldest first, today last
     */
    public record Line(
            Component component, Verdict verdict, @Nullable Instant since, List<DaySum> days) {

        public Line {
            days = List.copyOf(days);
        }
    }

    public PublicStatus {
        lines = List.copyOf(lines);
        incidents = List.copyOf(incidents);
    }

    /** The worst of all; never well where something is not known. */
    public Verdict overall() {
        if (lines.isEmpty() || sight != Sight.CLEAR) {
            return Verdict.UNKNOWN;
        }
        return List.of(Verdict.DOWN, Verdict.DEGRADED, Verdict.UNKNOWN).stream()
                .filter(this::has)
                .findFirst()
                .orElse(Verdict.WELL);
    }

    /** Whether something is so. */
    public boolean has(Verdict verdict) {
        return lines.stream().anyMatch(line -> line.verdict() == verdict);
    }

    List<Line> of(Kind kind) {
        return lines.stream().filter(line -> line.component().kind() == kind).toList();
    }

    List<PublicIncident> open() {
        return incidents.stream().filter(PublicIncident::isOpen).toList();
    }

    List<PublicIncident> past() {
        return incidents.stream().filter(incident -> !incident.isOpen()).toList();
    }
}
