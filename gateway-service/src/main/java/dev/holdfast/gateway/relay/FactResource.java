package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.catalog.CatalogUpdater;
import dev.holdfast.gateway.fleet.ServiceRelay;
import dev.holdfast.kit.fact.MemberList;
import dev.holdfast.kit.problem.Problem;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST for services: reads another service's facts. */
@Path("/facts/{name}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class FactResource {

    private final CatalogUpdater catalogs;
    private final ServiceRelay relay;

    @Inject
    FactResource(CatalogUpdater catalogs, ServiceRelay relay) {
        this.catalogs = catalogs;
        this.relay = relay;
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
            @QueryParam("users") @DefaultValue("") String users)
            throws InterruptedException {
        var _ = MemberList.of(users);
        return ask(name, "?guild=%s&users=%s".formatted(guild, users));
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
            @QueryParam("cursor") @DefaultValue(FactPage.EVERYTHING) String cursor)
            throws InterruptedException {
        var written = URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return ask(name, "/changes?guild=%s&cursor=%s".formatted(guild, written));
    }

    /** A name that a service publishes is one that can stand in a path. */
    private Response ask(String name, String rest) throws InterruptedException {
        var owner = catalogs.offered().fact(name);
        return owner.isPresent()
                ? RelayedRequest.response(
                        owner.get(), relay.get(owner.get(), "/bot/facts/" + name + rest))
                : Problem.Kind.UNKNOWN_FACT
                        .detail(
                                "No service publishes such a fact, which says nothing about anybody.")
                        .toResponse();
    }
}
