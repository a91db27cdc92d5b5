package dev.holdfast.health.operator;

import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.ProbeListener;
import dev.holdfast.health.probe.Round;
import dev.holdfast.health.probe.Verdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Shows a monitor how each component is and how many incidents are open; of processes, whose
 * addresses come and go, only their service. Each value is looked up when it is read: a prober that
 * is stuck cannot keep a component from becoming unknown. Thread-safe.
 */
@Singleton
final class VerdictMetrics implements ProbeListener {

    private final Health health;
    private final MultiGauge verdicts;

    VerdictMetrics(Health health, Incidents incidents, MeterRegistry metrics) {
        this.health = health;
        this.verdicts =
                MultiGauge.builder("holdfast.health.verdict")
                        .description("0 well, 1 degraded, 2 down, 3 unknown")
                        .register(metrics);
        Gauge.builder("holdfast.health.incidents.open", incidents, it -> it.open().size())
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        // Made now: a monitor has to see that nothing was measured yet.
    }

    @Override
    public void heard(Round round) {
        var rows =
                round.states().stream()
                        .map(ComponentState::component)
                        .filter(component -> component.kind() != Component.Kind.INSTANCE)
                        .map(this::row)
                        .toList();
        verdicts.register(rows, true);
    }

    private MultiGauge.Row<Health> row(Component component) {
        var kind = component.kind().name().toLowerCase(Locale.ROOT);
        return MultiGauge.Row.of(
                Tags.of("kind", kind, "name", component.name()),
                health,
                it -> value(verdict(it, component)));
    }

    private static Verdict verdict(Health health, Component component) {
        return health.current().stream()
                .filter(state -> state.component().equals(component))
                .map(ComponentState::verdict)
                .findFirst()
                .orElse(Verdict.UNKNOWN);
    }

    private static int value(Verdict verdict) {
        return switch (verdict) {
            case WELL -> 0;
            case DEGRADED -> 1;
            case DOWN -> 2;
            case UNKNOWN -> 3;
        };
    }
}
