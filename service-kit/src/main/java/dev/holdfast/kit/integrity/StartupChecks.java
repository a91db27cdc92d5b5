package dev.holdfast.kit.integrity;

import dev.holdfast.kit.command.Checks;
import dev.holdfast.kit.database.DatabaseStart;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import dev.holdfast.kit.observe.StartupReport;
import dev.holdfast.kit.protocol.CheckResult;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Runs the checks of the service as a whole once its database is ready, for the start-up report.
 */
@Singleton
final class StartupChecks {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final DatabaseStart start;
    private final Checks checks;
    private final StartupReport report;
    private final PollingLoop looks;

    @Inject
    StartupChecks(DatabaseStart start, Checks checks, StartupReport report, PollingLoops loops) {
        this.start = start;
        this.checks = checks;
        this.report = report;
        this.looks = loops.every("start-up-checks", BETWEEN_LOOKS, this::look);
    }

    void start(@Observes StartupEvent event) {
        looks.start();
    }

    @PreDestroy
    void stop() {
        looks.end();
    }

    private void look() {
        if (start.state() instanceof DatabaseStart.State.Ready) {
            checks.ofService().forEach(this::note);
            looks.end();
        }
    }

    private void note(CheckResult result) {
        report.note(
                result.name(),
                result.passed()
                        ? "holds"
                        : (result.unknown() ? "not known: " : "does not hold: ") + result.detail());
    }
}
