package dev.holdfast.kit.command;

import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.EventReceipt;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for the gateway: delivers events from Discord to this service. */
@Path("/bot/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class EventResource {

    private final EventHandlers handlers;
    private final Traces traces;

    @Inject
    EventResource(EventHandlers handlers, Traces traces) {
        this.handlers = handlers;
        this.traces = traces;
    }

    /** Takes in what happened, each event once, and says in the same order what became of it. */
    @POST
    @APIResponse(
            responseCode = "200",
            description = "A receipt for each event; only what is handled or refused is settled",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = EventReceipt.class)))
    @Consumes(MediaType.APPLICATION_JSON)
    public List<EventReceipt> take(
            EventBatch batch,
            @HeaderParam(Span.PARENT) @Parameter(hidden = true) @Nullable String parent) {
        try (var _ = traces.together("events", batch.events().size(), parent)) {
            return handlers.take(batch);
        }
    }
}
