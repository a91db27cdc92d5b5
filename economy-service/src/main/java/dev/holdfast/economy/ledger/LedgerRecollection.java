package dev.holdfast.economy.ledger;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timeline.Happening;
import dev.holdfast.kit.timeline.Question;
import dev.holdfast.kit.timeline.Recollection;
import jakarta.inject.Singleton;
import java.util.List;

/** Which coins moved; not what people wrote beside them. */
@Singleton
final class LedgerRecollection implements Recollection {

    @Override
    public List<Happening> recall(Question question, UnitOfWork work) {
        return MovementStore.movements(question, work);
    }
}
