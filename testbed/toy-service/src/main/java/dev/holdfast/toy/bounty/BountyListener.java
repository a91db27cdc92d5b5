package dev.holdfast.toy.bounty;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.OrderListener;
import dev.holdfast.kit.outbox.OrderResult;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Notes what became of a bounty. */
@Singleton
final class BountyListener implements OrderListener {

    @Override
    public String name() {
        return BountyFeature.NAME;
    }

    @Override
    public void hear(OrderResult settled, UnitOfWork work) {
        var outcome = settled.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        BountyStore.heard(work, settled.note(), outcome);
    }
}
