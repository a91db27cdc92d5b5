package dev.holdfast.health.status;

import dev.holdfast.kit.protocol.GuildId;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Asks all that finds what is wrong with a server. */
@Singleton
final class GuildDiagnosis {

    private static final Logger LOG = Logger.getLogger("holdfast.status");

    private final List<GuildFindings> all;

    GuildDiagnosis(@All List<GuildFindings> all) {
        this.all = List.copyOf(all);
    }

    /**
     * What was found.
     *
     * @param isComplete whether all could be looked at: without that nothing is well
     */
    record Result(List<GuildFinding> findings, boolean isComplete) {

        Result {
            findings = List.copyOf(findings);
        }
    }

    Result of(GuildId guild) throws InterruptedException {
        var findings = new ArrayList<GuildFinding>();
        var isComplete = true;
        for (var each : all) {
            try {
                findings.addAll(each.of(guild));
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s could not look at guild %s", each.getClass().getName(), guild);
                isComplete = false;
            }
        }
        return new Result(findings, isComplete);
    }
}
