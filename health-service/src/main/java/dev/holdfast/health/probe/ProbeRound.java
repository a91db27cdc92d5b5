package dev.holdfast.health.probe;

import dev.holdfast.health.probe.Targets.Target;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One round: everything is looked at, at the same time. Used by one loop. */
@Singleton
final class ProbeRound {

    private static final String NO_ANSWER = "It does not answer in time.";

    private final String own;
    private final Targets targets;
    private final InstanceProbe instances;
    private final PostgresProbe postgres;
    private final RedisProbe redis;
    private final HostProbe host;
    private final Health health;
    private final Clock clock;
    private final Looks looks;
    private Map<Target, InstanceState> before = Map.of();

    @Inject
    ProbeRound(
            @ConfigProperty(name = "quarkus.application.name") String own,
            Targets targets,
            InstanceProbe instances,
            PostgresProbe postgres,
            RedisProbe redis,
            HostProbe host,
            Health health,
            ProbeSettings settings,
            Clock clock) {
        this.own = own;
        this.targets = targets;
        this.instances = instances;
        this.postgres = postgres;
        this.redis = redis;
        this.host = host;
        this.health = health;
        this.clock = clock;
        this.looks = new Looks(longest(settings.probeTimeout()));
    }

    /** As long as an instance may take for all its answers, and PostgreSQL's patience. */
    static Duration longest(Duration timeout) {
        return timeout.multipliedBy(3);
    }

    /** From one round to the next: where something hangs, a round may last longer than is set. */
    static Duration distance(ProbeSettings settings) {
        var longest = longest(settings.probeTimeout());
        var interval = settings.probeInterval();
        return interval.compareTo(longest) < 0 ? longest : interval;
    }

    Round make() throws InterruptedException {
        var named = targets.instances();
        for (var target : named) {
            looks.begin(
                    target,
                    () -> instances.ask(target.service(), target.address(), before.get(target)));
        }
        looks.begin(PostgresProbe.COMPONENT, postgres::measure);
        looks.begin(RedisProbe.COMPONENT, redis::measure);
        looks.begin(host.component(), host::measure);
        looks.await();
        var asked = named.stream().map(this::state).toList();
        before = asked.stream().collect(Collectors.toMap(Target::of, Function.identity()));
        var database = measured(PostgresProbe.COMPONENT);
        var coordination = measured(RedisProbe.COMPONENT);
        if (isSilent(asked, database, coordination)) {
            return health.takeNothing(
                    "No service, no PostgreSQL and no Redis is reached from here: this process is cut off.");
        }
        if (!LoopbackReference.answers()) {
            return health.takeNothing("This process cannot open connections, not even to itself.");
        }
        return health.take(all(asked, database, coordination), asked);
    }

    /** The own service says nothing of the network. */
    private boolean isSilent(
            List<InstanceState> asked, Measurement database, Measurement coordination) {
        return database.verdict() == Verdict.DOWN
                && coordination.verdict() == Verdict.DOWN
                && asked.stream().noneMatch(it -> it.reached() && !own.equals(it.service()));
    }

    private List<Measurement> all(
            List<InstanceState> asked, Measurement database, Measurement coordination) {
        var at = clock.instant();
        var all = new ArrayList<>(List.of(database, coordination));
        all.addAll(Judgement.fleet(targets.services(), asked, at));
        all.add(
                looks.found(host.component(), Measurement.class)
                        .orElseGet(() ->
                                Measurement.of(host.component(), Verdict.UNKNOWN, NO_ANSWER, at)));
        return all;
    }

    private Measurement measured(Component component) {
        return looks.found(component, Measurement.class)
                .orElseGet(
                        () -> Measurement.of(component, Verdict.DOWN, NO_ANSWER, clock.instant()));
    }

    /** One that is still being asked has not answered. */
    private InstanceState state(Target target) {
        return looks.found(target, InstanceState.class)
                .orElseGet(() -> {
                    var known = before.get(target);
                    return new InstanceState(
                            target.service(),
                            target.address(),
                            false,
                            false,
                            false,
                            known == null ? "" : known.build(),
                            Map.of(),
                            clock.instant());
                });
    }
}
