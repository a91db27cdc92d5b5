package dev.holdfast.health.integrity;

import dev.holdfast.health.incident.Finding;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One incident for each check that fails, from the second look that finds it so until one that
 * finds it to hold. What is unknown begins none and ends none. Thread-safe.
 */
@Singleton
final class CheckIncidents {

    private final Supplier<List<Incident>> open;
    private final Consumer<Finding> report;
    private final Consumer<Component> recovered;
    private final Texts texts = Texts.of(IntegrityFeature.NAME);

    @Inject
    CheckIncidents(Incidents incidents) {
        this(incidents::open, incidents::report, incidents::recovered);
    }

    CheckIncidents(
            Supplier<List<Incident>> open,
            Consumer<Finding> report,
            Consumer<Component> recovered) {
        this.open = open;
        this.report = report;
        this.recovered = recovered;
    }

    /**
     * Opens and ends what is to be.
     *
     * @param gone checks that no build has any more
     * @param patience how long a check is broken before that is an incident: a service that has
     *     just started catches up first
     */
    void heed(List<CheckState> checks, List<CheckState> gone, Duration patience, Instant now) {
        var roots = open.get().stream().map(Incident::root).collect(Collectors.toSet());
        gone.stream().map(CheckState::root).filter(roots::contains).forEach(recovered);
        for (var check : checks) {
            switch (check.verdict()) {
                case HOLDS -> {
                    if (roots.contains(check.root())) {
                        recovered.accept(check.root());
                    }
                }
                case BROKEN -> {
                    var since = check.brokenSince();
                    if (since != null
                            && !now.isBefore(since.plus(patience))
                            && !roots.contains(check.root())) {
                        report.accept(finding(check));
                    }
                }
                case UNKNOWN -> {
                    // Nobody knows whether it is over.
                }
            }
        }
    }

    private Finding finding(CheckState check) {
        var text = texts.english("report", check.service(), check.name(), check.detail());
        return new Finding(check.root(), Verdict.DEGRADED, text);
    }
}
