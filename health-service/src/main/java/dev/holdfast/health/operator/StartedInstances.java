package dev.holdfast.health.operator;

import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Every process has started: it took its settings, and found its schema as its build wants it. */
@Singleton
record StartedInstances(Health health) implements PreflightItem {

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public PreflightLine look() {
        var all = health.instances();
        var silent = all.stream().filter(it -> !it.reached()).toList();
        var waiting = all.stream().filter(it -> it.reached() && !it.started()).toList();
        if (!waiting.isEmpty()) {
            return PreflightLine.doesNot(
                    name(),
                    "These have not started: %s.".formatted(named(waiting)),
                    "start.log of each names the wrong setting, or the migration that waits.");
        }
        return all.isEmpty() || !silent.isEmpty()
                ? PreflightLine.notSeen(
                        name(),
                        all.isEmpty()
                                ? "No process was asked yet."
                                : "These do not answer: %s.".formatted(named(silent)),
                        "holdfastctl status says what of them is up.")
                : PreflightLine.holds(
                        name(), "All %d processes took theirs and started.".formatted(all.size()));
    }

    private static String named(List<InstanceState> instances) {
        return instances.stream()
                .map(it -> "%s at %s".formatted(it.service(), it.address()))
                .collect(Collectors.joining(", "));
    }
}
