package dev.holdfast.health.statuspage;

import dev.holdfast.kit.security.WithoutPairKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The status page, for everybody. */
@Path("/status")
@RunOnVirtualThread
public final class StatusPageResource {

    private static final int SECONDS_CACHED = 10;

    private final StatusPage page;
    private final StatusHtml html;

    @Inject
    StatusPageResource(StatusPage page, StatusHtml html) {
        this.page = page;
        this.html = html;
    }

    /** How the bot is and was, as HTML. */
    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @WithoutPairKey
    public Response show(@Context Request request) {
        var shown = html.render(page.now());
        var tag =
                new EntityTag(
                        UUID.nameUUIDFromBytes(shown.getBytes(StandardCharsets.UTF_8)).toString());
        var known = request.evaluatePreconditions(tag);
        var answer = known == null ? Response.ok(shown).tag(tag) : known;
        var cached = new CacheControl();
        cached.setMaxAge(SECONDS_CACHED);
        cached.setMustRevalidate(true);
        cached.setNoTransform(false);
        return answer.cacheControl(cached)
                .header("Content-Security-Policy", html.policy() + "; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
