package dev.holdfast.kit.background;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.WorkerConnection;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The kit's own: effects and timers. */
final class KitDeadLetters {

    private KitDeadLetters() {}

    /** A table and the statements about its dead letters. */
    private record TableQueue(
            String kind, WorkerConnection worker, String newest, String again, String gone)
            implements DeadLetterQueue {

        @Override
        public List<DeadLetter> newest(int most) {
            return DeadLetterStore.newest(worker, newest, kind, most);
        }

        @Override
        public boolean retry(long row, UnitOfWork work) {
            return DeadLetterStore.change(work, again, row);
        }

        @Override
        public boolean drop(long row, UnitOfWork work) {
            return DeadLetterStore.change(work, gone, row);
        }
    }

    @Produces
    @Singleton
    static DeadLetterQueue effects(WorkerConnection worker) {
        return new TableQueue(
                "effect",
                worker,
                DeadLetterStore.EFFECTS,
                DeadLetterStore.RETRY_EFFECT,
                DeadLetterStore.DROP_EFFECT);
    }

    @Produces
    @Singleton
    static DeadLetterQueue timers(WorkerConnection worker) {
        return new TableQueue(
                "timer",
                worker,
                DeadLetterStore.TIMERS,
                DeadLetterStore.RETRY_TIMER,
                DeadLetterStore.DROP_TIMER);
    }
}
