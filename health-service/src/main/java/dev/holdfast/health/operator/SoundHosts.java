package dev.holdfast.health.operator;

import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Disks have room, and every machine does what it should. */
@Singleton
record SoundHosts(Health health) implements PreflightItem {

    @Override
    public String name() {
        return "disks";
    }

    @Override
    public PreflightLine look() {
        var hosts =
                health.current().stream().filter(it -> it.component().kind() == Kind.HOST).toList();
        var bad =
                hosts.stream()
                        .filter(it ->
                                it.verdict() == Verdict.DEGRADED || it.verdict() == Verdict.DOWN)
                        .toList();
        if (!bad.isEmpty()) {
            return PreflightLine.doesNot(
                    name(), told(bad), "Free some space, or wait until the machine is idle.");
        }
        var unseen = hosts.stream().filter(it -> it.verdict() == Verdict.UNKNOWN).toList();
        return hosts.isEmpty() || !unseen.isEmpty()
                ? PreflightLine.notSeen(
                        name(),
                        hosts.isEmpty() ? "No machine is measured." : told(unseen),
                        "Name the paths by HEALTH_VOLUMES where health-service sees the disks.")
                : PreflightLine.holds(name(), "Each disk has room.");
    }

    private static String told(List<ComponentState> states) {
        return states.stream()
                .map(it -> "%s: %s".formatted(it.component(), it.detail()).strip())
                .collect(Collectors.joining(" "));
    }
}
