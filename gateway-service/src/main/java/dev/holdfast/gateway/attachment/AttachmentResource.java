package dev.holdfast.gateway.attachment;

import dev.holdfast.gateway.discord.DiscordFiles;
import dev.holdfast.gateway.discord.DiscordFiles.Fetched;
import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.rest.Refuses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** REST for services: reads files that people attached to a command. */
@Path("/attachments")
@RunOnVirtualThread
public final class AttachmentResource {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");
    private final DiscordFiles files;

    @Inject
    AttachmentResource(DiscordFiles files) {
        this.files = files;
    }

    /**
     * The file, as it comes from Discord, of at most 10 MiB.
     *
     * @param url of an option's file, as the invocation has it
     */
    @GET
    @Produces({MediaType.APPLICATION_OCTET_STREAM, "application/problem+json"})
    @APIResponse(
            responseCode = "200",
            description = "The file's bytes",
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM))
    @Refuses({Problem.Kind.NOT_FOUND, Problem.Kind.TOO_LARGE})
    public Response file(@QueryParam("url") @Nullable URI url) throws InterruptedException {
        if (url == null) {
            return Problem.Kind.MALFORMED_REQUEST
                    .detail("Give the url of an option's file.")
                    .toResponse();
        }
        return switch (files.fetch(url)) {
            case Fetched.Coming(var stream, var length) ->
                    Response.ok(stream).header("Content-Length", length).build();
            case Fetched.TooLarge() ->
                    Problem.Kind.TOO_LARGE.detail("A file has at most 10 MiB.").toResponse();
            case Fetched.Gone() ->
                    Problem.Kind.NOT_FOUND
                            .detail("Discord has no such file, or no longer. Ask the person anew.")
                            .toResponse();
            case Fetched.Away(var why) -> {
                LOG.warnf("a file of a person's could not be read: %s", why);
                yield Problem.Kind.UNAVAILABLE
                        .detail("Discord does not answer. Ask again in a moment.")
                        .toResponse();
            }
        };
    }
}
