package dev.holdfast.kit.observe;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reports every wrong setting at once and refuses to start; without wrong settings, logs what was
 * started. Keeps what was checked at the start, for {@code /q/health/well} to show. Thread-safe.
 */
@Singleton
public final class StartupReport {

    /** Settings are looked at before anything else happens at start. */
    public static final int FIRST = 10;

    private static final Logger LOG = Logger.getLogger("holdfast.start");

    private final String service;
    private final List<SettingsCheck> checks;
    private final Map<String, String> noted = new ConcurrentSkipListMap<>();

    /** Begins empty. */
    public StartupReport(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "holdfast.build") long build,
            @All List<SettingsCheck> checks,
            Clock clock) {
        this.service = service;
        this.checks = checks;
        note("build", Long.toString(build));
        note("began", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /**
     * Keeps what was found at the start.
     *
     * @param what was looked at, such as {@code clock}
     * @param found a few words; those of an earlier attempt are replaced
     */
    public void note(String what, String found) {
        noted.put(what, found);
    }

    /** What was found at the start, by what was looked at. */
    public Map<String, String> noted() {
        return Map.copyOf(noted);
    }

    void refuseWrongSettings(@Observes @Priority(FIRST) StartupEvent event) {
        var wrong = checks.stream().flatMap(check -> check.wrong().stream()).toList();
        if (wrong.isEmpty()) {
            note("settings", "%d checks of settings passed".formatted(checks.size()));
            LOG.infof("%s starts; its settings are right", service);
            return;
        }
        LOG.errorf("%s does not start: %d settings are wrong.", service, wrong.size());
        wrong.forEach(sentence -> LOG.errorf("  %s", sentence));
        throw new WrongSettings(wrong);
    }

    /** Ends the start; its message holds the sentences. */
    public static final class WrongSettings extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongSettings(List<String> wrong) {
            super(String.join(" ", wrong));
        }
    }
}
