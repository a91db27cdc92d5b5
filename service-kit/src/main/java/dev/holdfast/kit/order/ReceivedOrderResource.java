package dev.holdfast.kit.order;

import dev.holdfast.kit.database.Executed;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.OrderOutcome;
import dev.holdfast.kit.rest.Refuses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for the gateway: delivers other services' orders to this service. */
@Path("/bot/orders")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ReceivedOrderResource {

    private final ReceivedOrders orders;
    private final Traces traces;

    @Inject
    ReceivedOrderResource(ReceivedOrders orders, Traces traces) {
        this.orders = orders;
        this.traces = traces;
    }

    /**
     * Does what was ordered once, however often it is brought.
     *
     * @param from the service that ordered it
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "What became of it, for good; a refusal changed nothing",
            content = @Content(schema = @Schema(implementation = OrderOutcome.class)))
    @Refuses({
        Problem.Kind.UNKNOWN_ORDER,
        Problem.Kind.STILL_RUNNING,
        Problem.Kind.KEY_REUSED,
        Problem.Kind.KEY_EXPIRED
    })
    public Response take(
            @QueryParam("from") @DefaultValue("") String from,
            @HeaderParam(Span.PARENT) @Parameter(hidden = true) @Nullable String parent,
            Order order) {
        if (!orders.takes(order.kind())) {
            return Problem.Kind.UNKNOWN_ORDER
                    .detail("This build takes no such orders. Ask one whose manifest lists them.")
                    .toResponse();
        }
        var name = "order " + order.kind();
        try (var _ = LogContext.of(order.guild(), order.user(), name, order.operation());
                var _ = traces.goOn(name, order.operation(), parent)) {
            return answer(orders.take(from, order));
        }
    }

    private static Response answer(Executed<OrderOutcome> executed) {
        return switch (executed) {
            case Executed.Done<OrderOutcome>(var outcome, _) -> Response.ok(outcome).build();
            case Executed.Not<OrderOutcome>(var why) -> refusal(why).toResponse();
        };
    }

    private static Problem refusal(RequestOutcome.Undone why) {
        return switch (why) {
            case RequestOutcome.StillRunning _, RequestOutcome.Busy _ ->
                    Problem.Kind.STILL_RUNNING.detail(
                            "The same order is being done. Bring it again in a moment.");
            case RequestOutcome.KeyReused() ->
                    Problem.Kind.KEY_REUSED.detail(
                            "This key belongs to another order. Use a new key for a new one.");
            case RequestOutcome.KeyExpired() ->
                    Problem.Kind.KEY_EXPIRED.detail(
                            "An order must have been given within the last 7 days. Order it anew.");
        };
    }
}
