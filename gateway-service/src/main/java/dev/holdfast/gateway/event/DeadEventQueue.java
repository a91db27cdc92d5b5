package dev.holdfast.gateway.event;

import dev.holdfast.kit.background.DeadLetter;
import dev.holdfast.kit.background.DeadLetterQueue;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;

/** Events that services refused, among the other dead letters. */
@Singleton
record DeadEventQueue(ParkedEvents parking) implements DeadLetterQueue {

    @Override
    public String kind() {
        return "event";
    }

    @Override
    public List<DeadLetter> newest(int most) {
        return parking.refused(most).stream()
                .map(event ->
                        new DeadLetter(
                                kind(),
                                event.guild(),
                                event.place(),
                                event.service(),
                                event.key(),
                                event.refusedAt(),
                                event.because()))
                .toList();
    }

    @Override
    public boolean retry(long row, UnitOfWork work) {
        return DeadEventStore.change(work, DeadEventStore.RETRY, row);
    }

    @Override
    public boolean drop(long row, UnitOfWork work) {
        return DeadEventStore.change(work, DeadEventStore.DROP, row);
    }
}
