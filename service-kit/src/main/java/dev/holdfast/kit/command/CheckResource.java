package dev.holdfast.kit.command;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.problem.Rejected;
import dev.holdfast.kit.protocol.CheckResult;
import dev.holdfast.kit.protocol.GuildId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** REST that shows the integrity checks. */
@Path("/bot/checks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class CheckResource {

    private final Checks checks;

    @Inject
    CheckResource(Checks checks) {
        this.checks = checks;
    }

    /**
     * The integrity checks and what each found last in each guild, as of the guild that was looked
     * at longest ago; those of the service as a whole are looked at now.
     *
     * @param fresh whether to run all of them now, each for a minute at most
     */
    @GET
    public List<CheckResult> checks(@QueryParam("fresh") @DefaultValue("false") boolean fresh) {
        return fresh ? checks.run() : checks.last();
    }

    /** What each found last in one guild, and what its admins can do about it. */
    @GET
    @Path("{guild}")
    public List<CheckResult> ofGuild(@PathParam("guild") String guild) {
        return checks.of(guild(guild));
    }

    private static GuildId guild(String written) {
        try {
            return GuildId.of(written);
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    Problem.Kind.MALFORMED_REQUEST.detail(String.valueOf(e.getMessage())));
        }
    }
}
