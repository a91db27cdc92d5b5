package dev.holdfast.gateway.maintenance;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.problem.Rejected;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.security.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for operators: begins and ends maintenance; every gateway follows within seconds. */
@ForOperators
@Path("/maintenance")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class MaintenanceResource {

    private final MaintenanceState maintenances;
    private final Features features;

    @Inject
    MaintenanceResource(MaintenanceState maintenances, Features features) {
        this.maintenances = maintenances;
        this.features = features;
    }

    /** Where the bot rests; guild 0 stands for everywhere. */
    @GET
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = Maintenance.class)))
    public List<Maintenance> all() {
        return maintenances.read();
    }

    /** Has it or a part of it rest, or gives another reason where it does already. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "It rests")
    public void begin(MaintenanceOrder order) {
        order.what()
                .feature()
                .filter(name -> features.find(name).isEmpty())
                .ifPresent(name -> refuse(features.unknown(Locale.ENGLISH, name)));
        maintenances.begin(order);
    }

    /**
     * Has it work again; it is no error that it did.
     *
     * @param guild where; without it what was set for everywhere ends, and single guilds go on
     * @param scope {@code all}, where it is left out: a part that rests by itself goes on resting
     */
    @DELETE
    @APIResponse(responseCode = "204", description = "It works")
    public void end(
            @QueryParam("guild") @Nullable GuildId guild,
            @QueryParam("scope") @Nullable String scope) {
        var _ = maintenances.end(guild == null ? GuildId.DIRECT : guild, scope(scope));
    }

    private static MaintenanceScope scope(@Nullable String given) {
        try {
            return given == null ? MaintenanceScope.ALL : MaintenanceScope.of(given);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(String sentence) {
        throw refused(sentence);
    }

    private static Rejected refused(String sentence) {
        return new Rejected(Problem.Kind.MALFORMED_REQUEST.detail(sentence));
    }
}
