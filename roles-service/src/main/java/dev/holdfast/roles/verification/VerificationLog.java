package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.observe.LogContext;
import org.jboss.logging.Logger;

/**
 * The log of verification. Who acted, where and under which operation stands on each line; answers
 * and codes never do.
 */
final class VerificationLog {

    private static final Logger LOG = Logger.getLogger("holdfast.verification");

    private VerificationLog() {}

    /** One line, once the work is committed. */
    static void note(UnitOfWork work, String line) {
        var operation = work.operation();
        work.afterCommit(() -> {
            if (LogContext.told().isPresent() || operation.isEmpty()) {
                LOG.info(line);
                return;
            }
            // An event's unit of work is of many members and says whose line it is nowhere else.
            try (var _ = LogContext.of(work.guild(), work.user(), "event", operation.get())) {
                LOG.info(line);
            }
        });
    }
}
