package dev.holdfast.health.operator;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.IncidentEntry;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.rest.Refuses;
import dev.holdfast.kit.security.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for operators: what went wrong, and what happened in it. */
@ForOperators
@Path("/health/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class IncidentResource {

    private static final int MOST = 500;

    private final Incidents incidents;

    @Inject
    IncidentResource(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * One cause and all that it broke.
     *
     * @param root what broke first, such as {@code postgres:main}
     * @param verdict the worst so far
     * @param ended {@code null}: it goes on
     * @param attached what broke with it
     * @param acknowledgedBy who sees to it; {@code null}: nobody yet
     */
    public record Told(
            long id,
            String root,
            Verdict verdict,
            Instant began,
            @Nullable Instant ended,
            List<String> attached,
            @Nullable String acknowledgedBy) {

        static Told of(Incident incident) {
            return new Told(
                    incident.id(),
                    incident.root().toString(),
                    incident.verdict(),
                    incident.began(),
                    incident.ended(),
                    incident.attached().stream().map(Component::toString).toList(),
                    incident.acknowledgedBy());
        }
    }

    /**
     * All of one.
     *
     * @param timeline what happened in it, the oldest first
     * @param draft of a post-mortem, in plain text
     */
    public record Whole(Told incident, List<IncidentEntry> timeline, String draft) {}

    /**
     * The newest first, those that ended too.
     *
     * @param limit at most so many, 1 to 500
     */
    @GET
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Told.class)))
    public Response recent(@QueryParam("limit") @DefaultValue("20") int limit) {
        if (limit < 1 || limit > MOST) {
            return Problem.Kind.MALFORMED_REQUEST
                    .detail("Name a limit of 1 to %d.".formatted(MOST))
                    .toResponse();
        }
        return Response.ok(incidents.recent(limit).stream().map(Told::of).toList()).build();
    }

    /** One of them with its timeline. */
    @GET
    @Path("{incident}")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Whole.class)))
    @Refuses(Problem.Kind.NOT_FOUND)
    public Response one(@PathParam("incident") long id) {
        return incidents
                .find(id)
                .map(incident ->
                        new Whole(
                                Told.of(incident),
                                incidents.timeline(id),
                                incidents.draft(id).orElse("")))
                .map(whole -> Response.ok(whole).build())
                .orElseGet(() ->
                        Problem.Kind.NOT_FOUND
                                .detail(
                                        "There is no incident %d: GET /health/incidents lists them."
                                                .formatted(id))
                                .toResponse());
    }
}
