package dev.holdfast.gateway.event;

import dev.holdfast.kit.background.Aside;
import dev.holdfast.kit.background.Shelf;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;

/** Events that services refused, beside what else is set aside. */
@Singleton
record RefusedShelf(Parking parking) implements Shelf {

    @Override
    public String kind() {
        return "event";
    }

    @Override
    public List<Aside> newest(int most) {
        return parking.refused(most).stream()
                .map(event ->
                        new Aside(
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
        return RefusedStore.change(work, RefusedStore.RETRY, row);
    }

    @Override
    public boolean drop(long row, UnitOfWork work) {
        return RefusedStore.change(work, RefusedStore.DROP, row);
    }
}
