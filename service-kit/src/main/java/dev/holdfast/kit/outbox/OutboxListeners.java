package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.OrderOutcome;
import io.quarkus.arc.All;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who hears what became of a row. Safe for any thread. */
@Singleton
final class OutboxListeners {

    /**
     * Before the names of listeners of orders, and all of it where there is none: a build that
     * knows no orders claims only what its own listeners hear, and so leaves them alone.
     */
    static final String OF_ORDERS = "order:";

    private final Map<String, EffectListener> ofEffects;
    private final Map<String, OrderListener> ofOrders;
    private final Event<EffectRefusal> refusals;

    OutboxListeners(
            @All List<EffectListener> ofEffects,
            @All List<OrderListener> ofOrders,
            Event<EffectRefusal> refusals) {
        this.ofEffects =
                ofEffects.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        EffectListener::name, Function.identity()));
        this.ofOrders =
                ofOrders.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        it -> OF_ORDERS + it.name(), Function.identity()));
        this.refusals = refusals;
    }

    /** As they stand in rows; rows with another one are for a build that has it. */
    Set<String> names() {
        var names = new HashSet<>(ofEffects.keySet());
        names.addAll(ofOrders.keySet());
        names.add(OF_ORDERS);
        return names;
    }

    /** Tells it within the unit of work that ends the row. */
    void tell(StoredMessage stored, FinalOutcome ended, UnitOfWork work) {
        switch (ended) {
            case FinalOutcome.OfEffect(var outcome)
                    when stored.message() instanceof OutboxMessage.ForDiscord(var order) ->
                    tell(stored, order, outcome, work);
            case FinalOutcome.OfOrder(var outcome)
                    when stored.message() instanceof OutboxMessage.ForService(var order) ->
                    tell(stored, order, outcome, work);
            case FinalOutcome.OfEffect _, FinalOutcome.OfOrder _ ->
                    throw new IllegalStateException("%s cannot end as %s".formatted(stored, ended));
        }
    }

    private void tell(
            StoredMessage stored, EffectOrder order, EffectOutcome outcome, UnitOfWork work) {
        if (!stored.listener().isEmpty()) {
            find(ofEffects, stored)
                    .hear(new EffectResult(order.effect(), stored.note(), outcome), work);
        }
        if (outcome instanceof EffectOutcome.Refused refused) {
            refusals.fire(new EffectRefusal(work, order.effect(), refused));
        }
    }

    private void tell(StoredMessage stored, Order order, OrderOutcome outcome, UnitOfWork work) {
        if (!stored.listener().equals(OF_ORDERS)) {
            find(ofOrders, stored)
                    .hear(new OrderResult(order.kind(), stored.note(), outcome), work);
        }
    }

    private static <T> T find(Map<String, T> listeners, StoredMessage stored) {
        var listener = listeners.get(stored.listener());
        if (listener == null) {
            throw new IllegalStateException("no listener named " + stored.listener());
        }
        return listener;
    }
}
