package dev.holdfast.gateway.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.fleet.ServiceRelay;
import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.order.ReceivedOrderResource;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.OrderOutcome;
import dev.holdfast.kit.rest.Refuses;
import dev.holdfast.kit.security.CallerFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * REST for services: forwards an order to another service. The gateway stores nothing: the ordering
 * service keeps the row, and the executing one claims the key.
 */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class OrderResource {

    private final CatalogUpdater catalogs;
    private final ServiceRelay relay;
    private final ObjectMapper json;
    private final Traces traces;
    private final String ownName;
    private final ReceivedOrderResource own;

    @Inject
    OrderResource(
            CatalogUpdater catalogs,
            ServiceRelay relay,
            ObjectMapper json,
            Traces traces,
            @ConfigProperty(name = "quarkus.application.name") String ownName,
            ReceivedOrderResource own) {
        this.ownName = ownName;
        this.own = own;
        this.catalogs = catalogs;
        this.relay = relay;
        this.json = json;
        this.traces = traces;
    }

    /** Brings the order to the service that takes its kind; the same one as often as one likes. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "What became of it, for good",
            content = @Content(schema = @Schema(implementation = OrderOutcome.class)))
    @Refuses({
        Problem.Kind.UNKNOWN_ORDER,
        Problem.Kind.STILL_RUNNING,
        Problem.Kind.KEY_REUSED,
        Problem.Kind.KEY_EXPIRED
    })
    public Response bring(
            @HeaderParam(CallerFilter.CALLER) String from,
            @HeaderParam(LogContext.SUBJECT) @Parameter(hidden = true) @Nullable String subject,
            @HeaderParam(Span.PARENT) @Parameter(hidden = true) @Nullable String parent,
            Order order)
            throws InterruptedException, JsonProcessingException {
        LogContext.toThreadsEnd(subject);
        var owner = catalogs.offered().order(order.kind());
        if (owner.isEmpty()) {
            return Problem.Kind.UNKNOWN_ORDER
                    .detail(
                            "No service takes orders of the kind '%s'. Nothing was done."
                                    .formatted(order.kind()))
                    .toResponse();
        }
        if (owner.get().equals(ownName)) {
            return own.take(from, parent, order);
        }
        try (var _ = traces.goOn("order " + order.kind(), parent)) {
            var body = json.writeValueAsBytes(order);
            return RelayedRequest.response(
                    owner.get(), relay.post(owner.get(), "/bot/orders?from=" + from, body));
        }
    }
}
