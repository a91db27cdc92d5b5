package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.order.OrderHandler;
import dev.holdfast.kit.protocol.OrderOutcome;
import jakarta.inject.Singleton;

/** Adds to a tally; refuses 13 after that, and fails at 14. */
@Singleton
final class TallyOrder implements OrderHandler<TallyOrder.More> {

    record More(long user, long by) {}

    @Override
    public String kind() {
        return "tally";
    }

    @Override
    public Class<More> payload() {
        return More.class;
    }

    @Override
    public OrderOutcome take(String from, More more, UnitOfWork work) {
        TallyStore.add(work, more.user(), more.by());
        if (more.by() == 14) {
            throw new ArithmeticException("planted");
        }
        return more.by() == 13
                ? new OrderOutcome.Refused("13 is not welcome. Send another number.")
                : new OrderOutcome.Done();
    }
}
