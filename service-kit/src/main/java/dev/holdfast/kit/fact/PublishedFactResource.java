package dev.holdfast.kit.fact;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.problem.Rejected;
import dev.holdfast.kit.protocol.FactPage;
import dev.holdfast.kit.protocol.FactValues;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.rest.Refuses;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Where the gateway asks what this service knows about members. */
@Path("/bot/facts/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PublishedFactResource {

    private final Facts facts;

    @Inject
    PublishedFactResource(Facts facts) {
        this.facts = facts;
    }

    /**
     * What is known of some members.
     *
     * @param users their ids with commas between them, 500 at most
     */
    @GET
    @APIResponse(
            responseCode = "200",
            description = "The values; whoever is not there has none",
            content = @Content(schema = @Schema(implementation = FactValues.class)))
    @Refuses({Problem.Kind.UNKNOWN_FACT})
    public Response values(
            @PathParam("name") String name,
            @QueryParam("guild") @DefaultValue("0") GuildId guild,
            @QueryParam("users") @DefaultValue("") String users) {
        return facts.has(name)
                ? Response.ok(facts.values(name, guild, MemberList.of(users))).build()
                : unknown();
    }

    /**
     * A page of members whose fact changed.
     *
     * @param cursor 0 for everything, or the {@code next} of an earlier page
     */
    @GET
    @Path("/changes")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where the next one begins",
            content = @Content(schema = @Schema(implementation = FactPage.class)))
    @Refuses({Problem.Kind.UNKNOWN_FACT})
    public Response changes(
            @PathParam("name") String name,
            @QueryParam("guild") @DefaultValue("0") GuildId guild,
            @QueryParam("cursor") @DefaultValue(FactPage.EVERYTHING) String cursor) {
        return facts.has(name)
                ? Response.ok(facts.changed(name, guild, read(cursor))).build()
                : unknown();
    }

    private static Cursor read(String cursor) {
        try {
            return Cursor.of(cursor);
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    Problem.Kind.MALFORMED_REQUEST.detail(String.valueOf(e.getMessage())));
        }
    }

    private static Response unknown() {
        return Problem.Kind.UNKNOWN_FACT
                .detail("This build has no such fact. Ask one whose manifest lists it.")
                .toResponse();
    }
}
