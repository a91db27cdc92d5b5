package dev.holdfast.health.operator;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks at all that speaks for or against a change. Thread-safe. */
@Singleton
final class PreflightItems {

    private static final Logger LOG = Logger.getLogger("holdfast.preflight");

    private final List<PreflightItem> items;

    @Inject
    PreflightItems(@All List<PreflightItem> items) {
        this.items = items.stream().sorted(Comparator.comparing(PreflightItem::name)).toList();
    }

    /** A line for each item, by name. */
    List<PreflightLine> look() {
        return items.stream().map(PreflightItems::look).toList();
    }

    private static PreflightLine look(PreflightItem item) {
        try {
            return item.look();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return PreflightLine.notSeen(item.name(), "The service stops.", "Ask again.");
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s could not be looked at", item.name());
            return PreflightLine.notSeen(
                    item.name(),
                    "Looking failed: %s.".formatted(e.getClass().getSimpleName()),
                    "See preflight.log of health-service.");
        }
    }
}
