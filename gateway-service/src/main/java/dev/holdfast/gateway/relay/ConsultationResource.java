package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.dispatch.Dispatch;
import dev.holdfast.gateway.fleet.DeliveryKind;
import dev.holdfast.gateway.permission.CallerCheck;
import dev.holdfast.gateway.permission.ConsultationRights;
import dev.holdfast.kit.limit.Bulkhead;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Consultation;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.rest.Refuses;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for services: runs another service's read-only command as a member. */
@Path("/consultations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class ConsultationResource {

    private static final int PLACES = 32;

    private final CatalogUpdater catalogs;
    private final ConsultationRights consulted;
    private final Dispatch dispatch;
    private final Traces traces;
    private final Bulkhead places;

    @Inject
    ConsultationResource(
            CatalogUpdater catalogs,
            ConsultationRights consulted,
            Dispatch dispatch,
            Traces traces,
            MeterRegistry metrics) {
        this.catalogs = catalogs;
        this.consulted = consulted;
        this.dispatch = dispatch;
        this.traces = traces;
        this.places = new Bulkhead(PLACES, "holdfast.gateway.consultations", Tags.empty(), metrics);
    }

    /** Runs the command; Discord sees nothing of it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "What the member would be answered",
            content = @Content(schema = @Schema(implementation = Reply.class)))
    @Refuses({
        Problem.Kind.UNKNOWN_COMMAND,
        Problem.Kind.WRITING_COMMAND,
        Problem.Kind.NOT_FOR_MEMBER,
        Problem.Kind.OVERLOADED
    })
    public Response consult(
            @HeaderParam(Span.PARENT) @Parameter(hidden = true) @Nullable String parent,
            Consultation asked)
            throws InterruptedException {
        var listed = catalogs.current().find(asked.path()).filter(it -> it.spec().slash());
        if (listed.isEmpty()) {
            return Problem.Kind.UNKNOWN_COMMAND
                    .detail("No service has a command /%s.".formatted(asked.path()))
                    .toResponse();
        }
        if (listed.get().spec().access() == CommandSpec.Access.WRITE) {
            return Problem.Kind.WRITING_COMMAND
                    .detail(
                            "/%s changes something. Nothing was done; order it of its owner, or have the member ask."
                                    .formatted(asked.path()))
                    .toResponse();
        }
        try (var _ = traces.goOn("consult /" + asked.path(), asked.operation(), parent)) {
            return places.within(
                    () -> run(listed.get(), asked),
                    () -> later(Problem.Kind.OVERLOADED, "Too many consultations are under way."));
        }
    }

    private Response run(CatalogEntry listed, Consultation asked) throws InterruptedException {
        return switch (consulted.vouch(invocation(asked))) {
            case CallerCheck.For(var invocation) ->
                    Response.ok(
                                    dispatch.run(listed, invocation, DeliveryKind.FIRST, _ -> {})
                                            .reply())
                            .build();
            case CallerCheck.Outside _, CallerCheck.Restrained _ ->
                    Problem.Kind.NOT_FOR_MEMBER
                            .detail("That member may not use /%s there.".formatted(asked.path()))
                            .toResponse();
            case CallerCheck.Unknown() ->
                    later(
                            Problem.Kind.UNAVAILABLE,
                            "What that member may do is not known yet. Ask again.");
        };
    }

    private static Response later(Problem.Kind kind, String detail) {
        return Response.fromResponse(kind.detail(detail).toResponse())
                .header("Retry-After", 1)
                .build();
    }

    /** With no right at all until it is vouched for. */
    private static Invocation invocation(Consultation asked) {
        return new Invocation(
                asked.key(),
                asked.guild(),
                asked.channel(),
                new Member(asked.user(), asked.name(), List.of(), Permissions.NONE),
                asked.path(),
                asked.options(),
                null,
                asked.locale());
    }
}
