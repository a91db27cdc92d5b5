package dev.holdfast.economy.ledger;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timeline.TimelineEntry;
import dev.holdfast.kit.timeline.TimelineQuery;
import dev.holdfast.kit.timeline.TimelineSource;
import jakarta.inject.Singleton;
import java.util.List;

/** Which coins moved; not what people wrote beside them. */
@Singleton
final class LedgerTimelineSource implements TimelineSource {

    @Override
    public List<TimelineEntry> recall(TimelineQuery question, UnitOfWork work) {
        return MovementStore.movements(question, work);
    }
}
