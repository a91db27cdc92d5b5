package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectListener;
import dev.holdfast.kit.outbox.EffectResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds one to the tally of who ordered the effect; stumbles after that as often as it is told. */
@Singleton
public class ProbeListener implements EffectListener {

    public final AtomicInteger stumbles = new AtomicInteger();
    public final List<EffectResult> heard = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public void hear(EffectResult settled, UnitOfWork work) {
        TallyStore.add(work, work.user().value(), 1);
        if (stumbles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ArithmeticException("planted");
        }
        work.afterCommit(() -> heard.add(settled));
    }
}
