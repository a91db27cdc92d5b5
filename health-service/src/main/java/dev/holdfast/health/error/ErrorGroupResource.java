package dev.holdfast.health.error;

import dev.holdfast.health.error.ErrorCountStore.DayCount;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for operators: the errors of all instances. */
@Path("/errors")
@Produces(MediaType.APPLICATION_JSON)
@ForOperators
@RunOnVirtualThread
public final class ErrorGroupResource {

    private static final UserId NOBODY = new UserId(0);
    private static final int MOST = 200;

    private final UnitsOfWork units;

    @Inject
    ErrorGroupResource(UnitsOfWork units) {
        this.units = units;
    }

    /**
     * Some of them, the largest number first.
     *
     * @param before where the next page begins; {@code null}: this is the last one
     */
    public record ErrorPage(List<ErrorGroup> errors, @Nullable Long before) {

        public ErrorPage {
            errors = List.copyOf(errors);
        }
    }

    /**
     * One of them.
     *
     * @param days how often it happened on each of the last 14 days (UTC), the oldest first
     */
    public record ErrorDetail(ErrorGroup error, List<ErrorDay> days) {

        public ErrorDetail {
            days = List.copyOf(days);
        }
    }

    /**
     * A day.
     *
     * @param day such as {@code 2026-12-01}
     */
    public record ErrorDay(String day, long count) {

        static ErrorDay of(DayCount day) {
            return new ErrorDay(day.day().toString(), day.count());
        }
    }

    /**
     * The kinds of errors, the largest number first.
     *
     * @param state {@code open}, {@code resolved}, {@code ignored} or {@code all}
     * @param before only smaller numbers than this one
     * @param limit at most so many, 1 to 200
     */
    @GET
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ErrorPage.class)))
    public Response page(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("before") @DefaultValue("9223372036854775807") long before,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        var filter = Filter.of(state);
        if (filter.isEmpty() || limit < 1 || limit > MOST) {
            return Problem.Kind.MALFORMED_REQUEST
                    .detail(
                            "Name a state (open, resolved, ignored or all) and a limit of 1 to %d."
                                    .formatted(MOST))
                    .toResponse();
        }
        var states = filter.get().states();
        var found =
                units.read(
                        GuildId.DIRECT,
                        NOBODY,
                        work -> ErrorGroupStore.before(work, states, before, limit));
        var next = found.size() < limit ? null : found.getLast().number();
        return Response.ok(new ErrorPage(found, next)).build();
    }

    /** One of them. */
    @GET
    @Path("{number}")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ErrorDetail.class)))
    @Refuses(Problem.Kind.NOT_FOUND)
    public Response one(@PathParam("number") long number) {
        var detail =
                units.read(
                        GuildId.DIRECT,
                        NOBODY,
                        work ->
                                ErrorGroupStore.find(work, number)
                                        .map(group ->
                                                new ErrorDetail(
                                                        group,
                                                        ErrorCountStore.days(
                                                                        work,
                                                                        number,
                                                                        ErrorChanges.DAYS)
                                                                .stream()
                                                                .map(ErrorDay::of)
                                                                .toList())));
        return detail.map(found -> Response.ok(found).build())
                .orElseGet(() ->
                        Problem.Kind.NOT_FOUND
                                .detail(
                                        "There is no error %d, or no longer: GET /errors?state=all lists them."
                                                .formatted(number))
                                .toResponse());
    }
}
