package dev.holdfast.kit.timeline;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.security.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for operators: the timeline of a member, a guild or an operation. */
@ForOperators
@Path("/bot")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class TimelineResource {

    private static final int MOST = 500;
    private static final int MOST_KEYS = 100;

    private final Timelines timelines;
    private final LogSearch logs;

    @Inject
    TimelineResource(Timelines timelines, LogSearch logs) {
        this.timelines = timelines;
        this.logs = logs;
    }

    /**
     * Operations and what came of them: effects, timers, audit, and what features add. Nothing that
     * people wrote, and of the answers only why something was refused.
     *
     * @param guild where; needed without a key
     * @param user who did it or had it done to them; without it everybody
     * @param key of one operation, of which everything is told; then nothing else but the guild
     *     counts
     * @param after an instant; what happened later is told, the oldest first
     * @param limit at most so many, 1 to 500
     */
    @GET
    @Path("operations")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Timeline.class)))
    public Response operations(
            @QueryParam("guild") @Nullable GuildId guild,
            @QueryParam("user") @Nullable UserId user,
            @QueryParam("key") @Nullable OperationKey key,
            @QueryParam("after") @DefaultValue("1970-01-01T00:00:00Z") Instant after,
            @QueryParam("limit") @DefaultValue("200") int limit) {
        if (key != null) {
            return Response.ok(timelines.of(key, Optional.ofNullable(guild))).build();
        }
        if (guild == null || limit < 1 || limit > MOST) {
            return malformed("Name a guild or a key, and a limit of 1 to %d.".formatted(MOST));
        }
        return Response.ok(timelines.after(after, guild, Optional.ofNullable(user), limit)).build();
    }

    /**
     * The lines of this process's log files that carry one of the operation keys, the oldest first.
     *
     * @param keys of operations, 1 to 100
     */
    @GET
    @Path("log")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = LogLines.class)))
    public Response log(@QueryParam("key") List<OperationKey> keys) {
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            return malformed("Name 1 to %d keys.".formatted(MOST_KEYS));
        }
        return Response.ok(logs.of(keys)).build();
    }

    private static Response malformed(String why) {
        return Problem.Kind.MALFORMED_REQUEST.detail(why).toResponse();
    }
}
