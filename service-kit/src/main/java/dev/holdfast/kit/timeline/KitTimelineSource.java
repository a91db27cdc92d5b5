package dev.holdfast.kit.timeline;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timeline.TimelineQuery.Begun;
import dev.holdfast.kit.timeline.TimelineStore.Wanted;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the kit's own tables tell: operations, effects, timers, the audit. */
@Singleton
final class KitTimelineSource implements TimelineSource {

    @Override
    public List<TimelineEntry> recall(TimelineQuery question, UnitOfWork work) {
        var wanted = wanted(question);
        var all = new ArrayList<TimelineEntry>();
        all.addAll(
                wanted.keys() == null
                        ? TimelineStore.operations(wanted, work)
                        : TimelineStore.operations(wanted.keys(), work));
        all.addAll(TimelineStore.effects(wanted, work));
        all.addAll(TimelineStore.timers(wanted, work));
        all.addAll(TimelineStore.audit(wanted, work));
        return all;
    }

    private static Wanted wanted(TimelineQuery question) {
        return switch (question) {
            case TimelineQuery.Everything(var after, var most) ->
                    new Wanted(null, null, after, most);
            case TimelineQuery.OfMember(var member, var after, var most) ->
                    new Wanted(null, member, after, most);
            case TimelineQuery.OfOperations(var operations, var most) ->
                    new Wanted(
                            operations.stream().map(Begun::key).toList(),
                            null,
                            Instant.EPOCH,
                            most);
        };
    }
}
