package dev.holdfast.backup.recovery;

import dev.holdfast.kit.database.Connections;
import dev.holdfast.kit.observe.StartupReport;
import dev.holdfast.kit.text.UserText;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Instead of a start: restores everything from a snapshot and ends the process. {@code
 * HOLDFAST_RESTORE}: the snapshot's number, or {@code newest}; {@code HOLDFAST_RESTORE_CONFIRM}:
 * the name of the database that is replaced; {@code HOLDFAST_RESTORE_BY}: who asks, for the audit.
 * What was said follows "restore:".
 */
@Singleton
final class RestoreStep {

    private static final Logger LOG = Logger.getLogger("holdfast.recovery");
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final String UNNAMED = "an operator";
    private static final int LONGEST_NAME = 100;

    private final WholeRestore restore;
    private final Connections connections;
    private final Optional<String> wanted;
    private final Optional<String> confirmed;
    private final String by;

    @Inject
    RestoreStep(
            WholeRestore restore,
            Connections connections,
            @ConfigProperty(name = "holdfast.restore") Optional<String> wanted,
            @ConfigProperty(name = "holdfast.restore-confirm") Optional<String> confirmed,
            @ConfigProperty(name = "holdfast.restore-by") Optional<String> by) {
        this.restore = restore;
        this.connections = connections;
        this.wanted = wanted;
        this.confirmed = confirmed;
        this.by =
                by.map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(name -> UserText.shorten(name, LONGEST_NAME))
                        .orElse(UNNAMED);
    }

    /** Once the settings are known to be right; before anything uses the database. */
    void instead(@Observes @Priority(StartupReport.FIRST + 1) StartupEvent event) {
        // Nothing was started that would have to be stopped.
        wanted.ifPresent(snapshot -> Runtime.getRuntime().halt(step(snapshot)));
    }

    private int step(String snapshot) {
        var name = connections.database();
        if (!confirmed.equals(Optional.of(name))) {
            say(
                    "nothing was changed: HOLDFAST_RESTORE_CONFIRM must be the name of the database that is replaced, %s"
                            .formatted(name));
            return FAILED;
        }
        try {
            restore.run(snapshot, by, RestoreStep::say);
            say("done");
            return DONE;
        } catch (RebuildFailed e) {
            LOG.debug("restore failed", e);
            say(e.sentence());
            say("nothing was changed");
            return FAILED;
        } catch (InterruptedException _) {
            say("stopped; nothing was changed");
            return FAILED;
        } catch (RuntimeException e) {
            LOG.error("restore failed", e);
            say("failed: " + e.getMessage());
            return FAILED;
        }
    }

    private static void say(String what) {
        LOG.infof("restore: %s", what);
    }
}
