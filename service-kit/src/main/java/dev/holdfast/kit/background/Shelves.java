package dev.holdfast.kit.background;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.Worker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The kit's own: effects and timers. */
final class Shelves {

    private Shelves() {}

    /** A table and the statements about what is set aside in it. */
    private record TableShelf(String kind, Worker worker, String newest, String again, String gone)
            implements Shelf {

        @Override
        public List<Aside> newest(int most) {
            return ShelfStore.newest(worker, newest, kind, most);
        }

        @Override
        public boolean retry(long row, UnitOfWork work) {
            return ShelfStore.change(work, again, row);
        }

        @Override
        public boolean drop(long row, UnitOfWork work) {
            return ShelfStore.change(work, gone, row);
        }
    }

    @Produces
    @Singleton
    static Shelf effects(Worker worker) {
        return new TableShelf(
                "effect",
                worker,
                ShelfStore.EFFECTS,
                ShelfStore.RETRY_EFFECT,
                ShelfStore.DROP_EFFECT);
    }

    @Produces
    @Singleton
    static Shelf timers(Worker worker) {
        return new TableShelf(
                "timer", worker, ShelfStore.TIMERS, ShelfStore.RETRY_TIMER, ShelfStore.DROP_TIMER);
    }
}
