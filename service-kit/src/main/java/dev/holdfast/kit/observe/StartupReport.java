package dev.holdfast.kit.observe;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reports every wrong setting at once and refuses to start; without wrong settings, logs what was
 * started.
 */
@Singleton
public final class StartupReport {

    /** Settings are looked at before anything else happens at start. */
    public static final int FIRST = 10;

    private static final Logger LOG = Logger.getLogger("holdfast.start");

    private final String service;
    private final List<SettingsCheck> checks;

    StartupReport(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @All List<SettingsCheck> checks) {
        this.service = service;
        this.checks = checks;
    }

    void refuseWrongSettings(@Observes @Priority(FIRST) StartupEvent event) {
        var wrong = checks.stream().flatMap(check -> check.wrong().stream()).toList();
        if (wrong.isEmpty()) {
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
