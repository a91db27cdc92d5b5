package dev.holdfast.kit.restore;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.order.OrderHandler;
import dev.holdfast.kit.person.PersonalData;
import dev.holdfast.kit.protocol.OrderOutcome;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Backup-service says that a restore is committed: the forgotten go again, listeners are told. */
@Singleton
final class RestoredOrder implements OrderHandler<RestoredRows> {

    private final String service;
    private final PersonalData people;
    private final List<RestoreListener> listeners;

    RestoredOrder(
            @ConfigProperty(name = "quarkus.application.name") String service,
            PersonalData people,
            @All List<RestoreListener> listeners) {
        this.service = service;
        this.people = people;
        this.listeners = listeners;
    }

    @Override
    public String kind() {
        return "restored-" + service;
    }

    @Override
    public Class<RestoredRows> payload() {
        return RestoredRows.class;
    }

    @Override
    public OrderOutcome take(String from, RestoredRows rows, UnitOfWork work) {
        people.forgetAgain(work);
        listeners.stream()
                .filter(listener -> rows.features().contains(listener.feature()))
                .forEach(listener -> listener.restored(rows, work));
        return new OrderOutcome.Done();
    }
}
