package dev.holdfast.gateway.effect;

import dev.holdfast.kit.observe.LogContext;
import dev.holdfast.kit.observe.Span;
import dev.holdfast.kit.observe.Traces;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome;
import dev.holdfast.kit.protocol.Urgency;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for services: executes an effect on Discord. */
@Path("/effects")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class EffectResource {

    private final EffectProcessor effects;
    private final Traces spans;

    @Inject
    EffectResource(EffectProcessor effects, Traces spans) {
        this.effects = effects;
        this.spans = spans;
    }

    /** Carries an order out once, however often it is sent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "What became of it, for good",
            content = @Content(schema = @Schema(implementation = EffectOutcome.class)))
    @Refuses({Problem.Kind.KEY_REUSED})
    public Response carryOut(
            @HeaderParam(CallerFilter.CALLER) String service,
            @HeaderParam(LogContext.SUBJECT) @Parameter(hidden = true) @Nullable String subject,
            @HeaderParam(Span.PARENT) @Parameter(hidden = true) @Nullable String parent,
            @HeaderParam(Urgency.HEADER) @Parameter(hidden = true) @Nullable String urgency,
            EffectOrder order) {
        LogContext.toThreadsEnd(subject);
        try (var _ = spans.goOn("effect " + order.effect().word(), parent)) {
            return carryOut(service, order, Urgency.of(urgency));
        }
    }

    private Response carryOut(String service, EffectOrder order, Urgency urgency) {
        return switch (effects.carryOut(service, order, urgency)) {
            case EffectProcessor.Answered.Settled(var outcome) -> Response.ok(outcome).build();
            case EffectProcessor.Answered.OtherOrder() ->
                    Problem.Kind.KEY_REUSED
                            .detail(
                                    "This key belongs to another order. Use a new key for a new one.")
                            .toResponse();
            case EffectProcessor.Answered.NotYet(var why, var retryAfter) ->
                    Response.fromResponse(
                                    Problem.Kind.UNAVAILABLE
                                            .detail(
                                                    "There is no outcome yet: %s. Send the same order again."
                                                            .formatted(why))
                                            .toResponse())
                            .header(
                                    "Retry-After",
                                    Math.max(1, retryAfter.plusMillis(999).toSeconds()))
                            .build();
        };
    }
}
