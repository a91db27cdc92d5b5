package dev.holdfast.gateway.reading;

import dev.holdfast.kit.gateway.DiscordReader;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.GuildMember;
import dev.holdfast.kit.protocol.GuildProfile;
import dev.holdfast.kit.protocol.GuildRoles;
import dev.holdfast.kit.protocol.MemberPage;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.ReactionPage;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.rest.Refuses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** REST for services: reads from Discord. */
@Path("/discord/guilds/{guild}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class DiscordResource {

    private static final Set<Integer> SIZES = Set.of(16, 32, 64, 128, 256, 512);

    /** A sign of up to 32 characters that is no step in a path, or a server's own with its id. */
    private static final Pattern EMOJI =
            Pattern.compile("\\w{2,32}:[0-9]{1,20}|(?!\\.{1,2}$)[^\\p{Cntrl}/:?#]{1,32}");

    private final GuildReads reading;
    private final AvatarFiles portraits;

    @Inject
    DiscordResource(GuildReads reading, AvatarFiles portraits) {
        this.reading = reading;
        this.portraits = portraits;
    }

    /** The guild's name, owner, features and picture. */
    @GET
    @APIResponse(
            responseCode = "200",
            description = "The guild",
            content = @Content(schema = @Schema(implementation = GuildProfile.class)))
    @Refuses({Problem.Kind.NOT_ON_DISCORD, Problem.Kind.FORBIDDEN_BY_DISCORD})
    public Response guild(
            @PathParam("guild") GuildId guild,
            @HeaderParam(Urgency.HEADER) @Parameter(hidden = true) @Nullable String urgency) {
        return told(reading.profile(guild, Urgency.of(urgency)));
    }

    /**
     * A page of members in the order of their ids.
     *
     * @param after the last one of the page before
     * @param limit 1 to 1,000
     */
    @GET
    @Path("/members")
    @APIResponse(
            responseCode = "200",
            description = "A page, and after whom the next one begins",
            content = @Content(schema = @Schema(implementation = MemberPage.class)))
    @Refuses({Problem.Kind.NOT_ON_DISCORD, Problem.Kind.FORBIDDEN_BY_DISCORD})
    public Response members(
            @PathParam("guild") GuildId guild,
            @QueryParam("after") @Nullable UserId after,
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @HeaderParam(Urgency.HEADER) @Parameter(hidden = true) @Nullable String urgency) {
        if (limit < 1 || limit > MemberPage.MOST) {
            return malformed("A page has 1 to 1,000 members.");
        }
        return told(reading.members(guild, value(after), limit, Urgency.of(urgency)));
    }

    /** One member. */
    @GET
    @Path("/members/{user}")
    @APIResponse(
            responseCode = "200",
            description = "The member",
            content = @Content(schema = @Schema(implementation = GuildMember.class)))
    @Refuses({Problem.Kind.NOT_ON_DISCORD, Problem.Kind.FORBIDDEN_BY_DISCORD})
    public Response member(
            @PathParam("guild") GuildId guild,
            @PathParam("user") UserId user,
            @HeaderParam(Urgency.HEADER) @Parameter(hidden = true) @Nullable String urgency) {
        return told(reading.member(guild, user, Urgency.of(urgency)));
    }

    /** The roles, with the bot's place among them. */
    @GET
    @Path("/roles")
    @APIResponse(
            responseCode = "200",
            description = "All roles",
            content = @Content(schema = @Schema(implementation = GuildRoles.class)))
    @Refuses({Problem.Kind.NOT_ON_DISCORD, Problem.Kind.FORBIDDEN_BY_DISCORD})
    public Response roles(
            @PathParam("guild") GuildId guild,
            @HeaderParam(Urgency.HEADER) @Parameter(hidden = true) @Nullable String urgency) {
        return told(reading.roles(guild, Urgency.of(urgency)));
    }

    /**
     * A page of those who reacted to a message, in the order of their ids.
     *
     * @param emoji the sign itself, or {@code name:id}
     * @param after the last one of the page before
     * @param limit 1 to 100
     */
    @GET
    @Path("/channels/{channel}/messages/{message}/reactions/{emoji}")
    @APIResponse(
            responseCode = "200",
            description = "A page, and after whom the next one begins",
            content = @Content(schema = @Schema(implementation = ReactionPage.class)))
    @Refuses({Problem.Kind.NOT_ON_DISCORD, Problem.Kind.FORBIDDEN_BY_DISCORD})
    public Response reactions(
            @PathParam("guild") GuildId guild,
            @PathParam("channel") ChannelId channel,
            @PathParam("message") MessageId message,
            @PathParam("emoji") String emoji,
            @QueryParam("after") @Nullable UserId after,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @HeaderParam(Urgency.HEADER) @Parameter(hidden = true) @Nullable String urgency) {
        if (limit < 1 || limit > ReactionPage.MOST) {
            return malformed("A page has 1 to 100 people.");
        }
        if (!EMOJI.matcher(emoji).matches()) {
            return malformed("Give the emoji itself, or name:id.");
        }
        return told(
                reading.reactions(
                        guild, channel, message, emoji, value(after), limit, Urgency.of(urgency)));
    }

    /**
     * A person's avatar as a picture of at most 1 MiB; Discord's own where they have none.
     *
     * @param guild on whose behalf
     * @param size in pixels: 16, 32, 64, 128, 256 or 512
     */
    @GET
    @Path("/users/{user}/avatar")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, "application/problem+json"})
    @APIResponse(
            responseCode = "200",
            description = "The picture's bytes",
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM))
    @Refuses({Problem.Kind.NOT_ON_DISCORD, Problem.Kind.FORBIDDEN_BY_DISCORD})
    public Response avatar(
            @PathParam("guild") GuildId guild,
            @PathParam("user") UserId user,
            @QueryParam("size") @DefaultValue("128") int size,
            @HeaderParam(Urgency.HEADER) @Parameter(hidden = true) @Nullable String urgency) {
        return SIZES.contains(size)
                ? told(portraits.of(guild, user, size, Urgency.of(urgency)))
                : malformed("An avatar has 16, 32, 64, 128, 256 or 512 pixels.");
    }

    private static long value(@Nullable UserId after) {
        return after == null ? 0 : after.value();
    }

    private static Response malformed(String what) {
        return Problem.Kind.MALFORMED_REQUEST.detail(what).toResponse();
    }

    private static Response told(ReadResult<?> look) {
        return switch (look) {
            case ReadResult.Found<?>(var value, var asOf) ->
                    Response.ok(value).header(DiscordReader.AS_OF, asOf).build();
            case ReadResult.Missing<?>(var why) ->
                    Problem.Kind.NOT_ON_DISCORD.detail(why).toResponse();
            case ReadResult.Forbidden<?>(var why) ->
                    Problem.Kind.FORBIDDEN_BY_DISCORD.detail(why).toResponse();
            case ReadResult.Away<?>(var why, var retryAfter) ->
                    Response.fromResponse(
                                    Problem.Kind.UNAVAILABLE
                                            .detail(
                                                    "Discord cannot be read now: %s. Ask again."
                                                            .formatted(why))
                                            .toResponse())
                            .header(
                                    "Retry-After",
                                    Math.max(1, retryAfter.plusMillis(999).toSeconds()))
                            .build();
        };
    }
}
