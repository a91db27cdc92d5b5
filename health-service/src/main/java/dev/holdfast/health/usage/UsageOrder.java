package dev.holdfast.health.usage;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.order.OrderHandler;
import dev.holdfast.kit.protocol.OrderOutcome;
import jakarta.inject.Singleton;

/**
 * Takes summaries of gateways, each once: the order's key is claimed in the unit of work that adds
 * its counts.
 */
@Singleton
final class UsageOrder implements OrderHandler<ReceivedUsage> {

    private static final String GATEWAY = "gateway";

    @Override
    public String kind() {
        return "usage";
    }

    @Override
    public Class<ReceivedUsage> payload() {
        return ReceivedUsage.class;
    }

    @Override
    public OrderOutcome take(String from, ReceivedUsage summary, UnitOfWork work) {
        if (!from.equals(GATEWAY)) {
            return new OrderOutcome.Refused("Only gateways count commands.");
        }
        SummaryStore.take(work, summary);
        return new OrderOutcome.Done();
    }
}
