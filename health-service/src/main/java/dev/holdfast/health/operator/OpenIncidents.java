package dev.holdfast.health.operator;

import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Health;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Nothing is wrong already. */
@Singleton
record OpenIncidents(Health health, Incidents incidents) implements PreflightItem {

    @Override
    public String name() {
        return "incidents";
    }

    @Override
    public PreflightLine look() {
        var open = incidents.open();
        if (!open.isEmpty()) {
            return PreflightLine.doesNot(
                    name(),
                    "%d are open: %s."
                            .formatted(
                                    open.size(),
                                    open.stream()
                                            .map(it -> "%d (%s)".formatted(it.id(), it.root()))
                                            .collect(Collectors.joining(", "))),
                    "See to them first: holdfastctl incidents.");
        }
        return health.isCutOff() || health.lastRound().isEmpty()
                ? PreflightLine.notSeen(
                        name(),
                        "None is known, but nothing is measured.",
                        "Wait for a round of probes, or see probe.log of health-service.")
                : PreflightLine.holds(name(), "None is open.");
    }
}
