package dev.holdfast.kit.person;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.security.ForOperators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** REST for the gateway: exports a person's data; forgets a person, or a guild that was left. */
@Path("/bot")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PersonalDataResource {

    private static final int MOST_GUILDS = 100;

    private final PersonalData people;

    @Inject
    PersonalDataResource(PersonalData people) {
        this.people = people;
    }

    /**
     * Whose data is wanted.
     *
     * @param guilds 1 to 100; guild 0 is what is kept without a guild
     */
    public record Wanted(UserId user, List<GuildId> guilds) {

        public Wanted {
            guilds = checked(guilds);
        }
    }

    /**
     * Who is to be forgotten.
     *
     * @param guilds 1 to 100; guild 0 is what is kept without a guild
     * @param asOf what was written later stays
     */
    public record Forgotten(UserId user, List<GuildId> guilds, Instant asOf) {

        public Forgotten {
            guilds = checked(guilds);
        }
    }

    /** Which guild is to be forgotten; not 0. */
    public record LeftGuild(GuildId guild) {

        public LeftGuild {
            if (guild.equals(GuildId.DIRECT)) {
                throw new IllegalArgumentException("Direct messages are no guild to forget.");
            }
        }
    }

    /** How many rows were removed or changed. */
    public record Rows(long rows) {}

    private static List<GuildId> checked(List<GuildId> guilds) {
        if (guilds.isEmpty() || guilds.size() > MOST_GUILDS) {
            throw new IllegalArgumentException("'guilds' has 1 to 100 of them.");
        }
        return List.copyOf(guilds);
    }

    /**
     * All that is kept of a person, by guild, feature and table; guilds without any are left out.
     */
    @POST
    @Path("people/export")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "By guild, feature and table: rows, the newest first",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Map<String, ObjectNode> export(Wanted wanted) {
        var all = new LinkedHashMap<String, ObjectNode>();
        for (var guild : wanted.guilds()) {
            var kept = people.export(guild, wanted.user());
            if (!kept.isEmpty()) {
                all.put(guild.toString(), kept);
            }
        }
        return all;
    }

    /** Forgets a person in these guilds; asking again forgets nothing more. */
    @POST
    @Path("people/forget")
    @Consumes(MediaType.APPLICATION_JSON)
    public Rows forget(Forgotten forgotten) {
        var rows = 0L;
        for (var guild : forgotten.guilds()) {
            rows += people.forget(guild, forgotten.user(), forgotten.asOf());
        }
        return new Rows(rows);
    }

    /** Forgets again those whom a restore has put back; to be asked after one. */
    @POST
    @Path("people/sweep")
    @ForOperators
    public Rows sweep() {
        return new Rows(people.sweep());
    }

    /** Forgets some of a guild that was left; to be asked until it says 0. */
    @POST
    @Path("guilds/forget")
    @Consumes(MediaType.APPLICATION_JSON)
    public Rows forget(LeftGuild left) {
        return new Rows(people.forgetSomeOf(left.guild()));
    }
}
