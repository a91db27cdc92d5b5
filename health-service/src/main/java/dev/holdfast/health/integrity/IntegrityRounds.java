package dev.holdfast.health.integrity;

import dev.holdfast.health.incident.Acting;
import dev.holdfast.health.integrity.CheckReader.Answer;
import dev.holdfast.health.probe.Health;
import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every few minutes asks each service what its checks found, keeps that, and has incidents opened
 * and ended. The leader does it, or everybody while nobody can say who leads.
 */
@Singleton
final class IntegrityRounds {

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final String STARTUP = "start-up";

    private final CheckReader reader;
    private final Supplier<List<InstanceState>> instances;
    private final Integrity integrity;
    private final CheckIncidents incidents;
    private final IntegritySettings settings;
    private final UnitsOfWork units;
    private final DatabaseStart start;
    private final Acting acting;
    private final Clock clock;
    private final PollingLoop rounds;

    @Inject
    IntegrityRounds(
            CheckReader reader,
            Health health,
            Integrity integrity,
            CheckIncidents incidents,
            IntegritySettings settings,
            UnitsOfWork units,
            DatabaseStart start,
            Acting acting,
            Clock clock,
            PollingLoops loops) {
        this(
                reader,
                health::instances,
                integrity,
                incidents,
                settings,
                units,
                start,
                acting,
                clock,
                loops);
    }

    IntegrityRounds(
            CheckReader reader,
            Supplier<List<InstanceState>> instances,
            Integrity integrity,
            CheckIncidents incidents,
            IntegritySettings settings,
            UnitsOfWork units,
            DatabaseStart start,
            Acting acting,
            Clock clock,
            PollingLoops loops) {
        this.reader = reader;
        this.instances = instances;
        this.integrity = integrity;
        this.incidents = incidents;
        this.settings = settings;
        this.units = units;
        this.start = start;
        this.acting = acting;
        this.clock = clock;
        this.rounds = loops.every("integrity", settings.integrityInterval(), this::round);
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.interrupt(FAREWELL);
    }

    private void round() throws InterruptedException {
        if (start.state() instanceof DatabaseStart.State.Ready && acting.acts()) {
            make();
        }
    }

    /** Makes one round. */
    void make() throws InterruptedException {
        var gone = new ArrayList<CheckState>();
        for (var service : reader.services()) {
            switch (reader.all(service, settings.integrityTimeout())) {
                case Answer.Told(var results) -> gone.addAll(keep(service, results));
                case Answer.Silent(var why) ->
                        write(work -> {
                            ResultStore.silent(work, service, why);
                            return List.of();
                        });
            }
        }
        keepStarts();
        // Two looks, and a little less, since rounds are not made to the millisecond.
        var patience = settings.integrityInterval().multipliedBy(4).dividedBy(5);
        incidents.heed(integrity.current(), gone, patience, clock.instant());
    }

    private List<CheckState> keep(String service, List<CheckResult> results) {
        return write(work -> {
            ResultStore.keep(work, service, results);
            return ResultStore.forgetAllBut(
                    work, service, results.stream().map(CheckResult::name).toList());
        });
    }

    private void keepStarts() {
        write(work -> {
            for (var instance : instances.get()) {
                var report = instance.checks().get(STARTUP);
                if (report != null) {
                    began(report.data().getOrDefault("began", ""))
                            .forEach(began ->
                                    StartStore.keep(
                                            work,
                                            instance.service(),
                                            instance.address().getAuthority(),
                                            began,
                                            report.data()));
                }
            }
            StartStore.forgetOld(work);
            return List.of();
        });
    }

    /** None where a build says something else. */
    private static List<Instant> began(String written) {
        try {
            return List.of(Instant.parse(written));
        } catch (DateTimeParseException _) {
            return List.of();
        }
    }

    private interface Keeping {
        List<CheckState> keep(UnitOfWork work);
    }

    private List<CheckState> write(Keeping keeping) {
        var cause = OperationKey.of("integrity:" + clock.instant());
        return units.write(GuildId.DIRECT, cause, keeping::keep);
    }
}
