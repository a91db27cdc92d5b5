package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.OrderListener;
import dev.holdfast.kit.outbox.OrderResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Adds one to the tally of who gave the order. */
@Singleton
public class ProbeOrderListener implements OrderListener {

    public final List<OrderResult> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public void hear(OrderResult settled, UnitOfWork work) {
        TallyStore.add(work, work.user().value(), 1);
        work.afterCommit(() -> heard.add(settled));
    }
}
