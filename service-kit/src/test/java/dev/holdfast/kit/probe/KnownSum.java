package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.fact.FollowedFact;
import dev.holdfast.kit.protocol.FactValue;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often somebody's sum changed; stumbles after that as often as it is told. */
@Singleton
public class KnownSum implements FollowedFact {

    public final AtomicInteger stumbles = new AtomicInteger();

    @Override
    public String fact() {
        return "sum";
    }

    @Override
    public String table() {
        return "known_sum";
    }

    @Override
    public void changed(List<FactValue> values, UnitOfWork work) {
        values.forEach(value -> TallyStore.add(work, value.user().value(), 1));
        if (stumbles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ArithmeticException("planted");
        }
    }
}
