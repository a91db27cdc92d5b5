package dev.holdfast.gateway.event;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.security.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** REST for operators: lists refused events and delivers them again. */
@ForOperators
@Path("/dead-letters/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DeadEventResource {

    private static final Logger LOG = Logger.getLogger("holdfast.events");
    private static final int MOST = 200;

    private final ParkedEvents parking;

    @Inject
    DeadEventResource(ParkedEvents parking) {
        this.parking = parking;
    }

    /**
     * So many are told again.
     *
     * @param events how many there were
     */
    public record Retried(String service, long events) {}

    /** The newest 200. */
    @GET
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = DeadEvent.class)))
    public List<DeadEvent> newest() {
        return parking.refused(MOST);
    }

    /**
     * Has all that a service refused told again, behind what waits for it; for when the cause is
     * mended.
     *
     * @param service whose
     */
    @POST
    @Path("retry")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Retried.class)))
    public Response retry(@QueryParam("service") @Nullable String service) {
        if (service == null || service.isBlank()) {
            return Problem.Kind.MALFORMED_REQUEST
                    .detail("Name the service whose refused events are to be told again.")
                    .toResponse();
        }
        var events = parking.retry(service);
        LOG.infof("an operator has %d events told again that %s refused", events, service);
        return Response.ok(new Retried(service, events)).build();
    }
}
