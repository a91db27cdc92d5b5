package dev.holdfast.kit.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.OrderOutcome;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Executes orders of other services, each once, however often it is delivered. Thread-safe. */
@Singleton
public final class ReceivedOrders {

    private static final Logger LOG = Logger.getLogger("holdfast.orders");

    private final Map<String, OrderHandler<?>> handlers;
    private final UnitsOfWork units;
    private final ObjectMapper json;

    ReceivedOrders(@All List<OrderHandler<?>> handlers, UnitsOfWork units, ObjectMapper json) {
        this.handlers =
                handlers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        OrderHandler::kind, Function.identity()));
        this.units = units;
        // A service of a newer build may say more than this one understands.
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.handlers.keySet().forEach(ReceivedOrders::check);
    }

    private static void check(String kind) {
        if (!Order.KIND.matcher(kind).matches()) {
            throw new IllegalStateException("no kind of order: " + kind);
        }
    }

    /** Which kinds this build takes, sorted. */
    public List<String> kinds() {
        return handlers.keySet().stream().sorted().toList();
    }

    boolean takes(String kind) {
        return handlers.containsKey(kind);
    }

    /**
     * Does it, or tells what became of it before.
     *
     * @param from the service that ordered it
     * @throws dev.holdfast.kit.problem.Unavailable when PostgreSQL is away; the same order tells
     *     later what became of it
     */
    Executed<OrderOutcome> take(String from, Order order) {
        var handler = handlers.get(order.kind());
        if (handler == null) {
            throw new IllegalArgumentException("Nobody here takes '%s'.".formatted(order.kind()));
        }
        // Not in whose name: they may have been forgotten between two deliveries.
        var hash =
                RequestHash.of(
                        String.join(
                                "\n",
                                from,
                                order.kind(),
                                order.guild().toString(),
                                order.payload()));
        var request =
                new Request(
                        order.operation(),
                        order.guild(),
                        order.user(),
                        "order " + order.kind(),
                        hash);
        return units.execute(
                request,
                OrderOutcome.class,
                OrderOutcome.Refused.class::isInstance,
                work -> take(handler, from, order, work));
    }

    private <T extends Record> OrderOutcome take(
            OrderHandler<T> handler, String from, Order order, UnitOfWork work) {
        var expires = order.expires();
        if (expires != null && !work.now().isBefore(expires)) {
            return new OrderOutcome.Expired();
        }
        T payload;
        try {
            payload = json.readValue(order.payload(), handler.payload());
        } catch (JsonProcessingException e) {
            LOG.errorf("order %s of %s: %s", order.kind(), from, e.getOriginalMessage());
            return new OrderOutcome.Refused(
                    "What '%s' needs to know cannot be read: %s"
                            .formatted(order.kind(), e.getOriginalMessage()));
        }
        if (payload == null) {
            return new OrderOutcome.Refused(
                    "What '%s' needs to know is missing.".formatted(order.kind()));
        }
        return handler.take(from, payload, work);
    }
}
