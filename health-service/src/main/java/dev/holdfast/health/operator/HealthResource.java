package dev.holdfast.health.operator;

import dev.holdfast.health.probe.ComponentState;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.security.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REST for operators: how everything is, and what speaks for or against a change of it. */
@ForOperators
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class HealthResource {

    private final Health health;
    private final PreflightItems preflight;
    private final Clock clock;

    @Inject
    HealthResource(Health health, PreflightItems preflight, Clock clock) {
        this.health = health;
        this.preflight = preflight;
        this.clock = clock;
    }

    /**
     * How everything is.
     *
     * @param at when it was asked
     * @param cutOff nothing is reached, not even the own reference: nobody can say how anything is
     * @param lastRound when it was last measured; {@code null}: never
     */
    public record State(
            Instant at,
            boolean cutOff,
            @Nullable Instant lastRound,
            List<Watched> components,
            List<Instance> instances) {}

    /**
     * How a component is.
     *
     * @param component such as {@code service:economy}
     * @param measuredAt {@code null}: never
     * @param detail a sentence; empty where all is well
     * @param build empty where it is not known or has none
     */
    public record Watched(
            String component,
            Verdict verdict,
            Instant since,
            @Nullable Instant measuredAt,
            String detail,
            String build) {

        static Watched of(ComponentState state) {
            return new Watched(
                    state.component().toString(),
                    state.verdict(),
                    state.since(),
                    state.measuredAt(),
                    state.detail(),
                    state.build());
        }
    }

    /**
     * One process, as it said itself.
     *
     * @param failing its checks that fail, sorted
     * @param measuredAt {@code null}: never
     */
    public record Instance(
            String service,
            String address,
            boolean reached,
            boolean started,
            boolean ready,
            String build,
            List<String> failing,
            @Nullable Instant measuredAt) {

        static Instance of(InstanceState state) {
            return new Instance(
                    state.service(),
                    state.address().toString(),
                    state.reached(),
                    state.started(),
                    state.ready(),
                    state.build(),
                    state.checks().entrySet().stream()
                            .filter(check -> !check.getValue().up())
                            .map(check -> check.getKey())
                            .sorted()
                            .toList(),
                    state.measuredAt());
        }
    }

    /** Every component and every process, as they are now; what is not measured is unknown. */
    @GET
    @Path("state")
    public State state() {
        return new State(
                clock.instant(),
                health.isCutOff(),
                health.lastRound().orElse(null),
                health.current().stream().map(Watched::of).toList(),
                health.instances().stream().map(Instance::of).toList());
    }

    /** What holds, what does not and what could not be seen, before somebody changes something. */
    @GET
    @Path("preflight")
    public List<PreflightLine> preflight() {
        return preflight.look();
    }
}
