package dev.holdfast.sandbox.page;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * The pictures of those who have none, {@code /embed/avatars/{0 to 5}.png} as Discord's are: one
 * for each of its colours. Drawn as SVG, whatever the address ends in.
 */
@ApplicationScoped
class DefaultAvatars {
    private static final List<String> COLORS =
            List.of("#5865f2", "#757e8a", "#3ba55c", "#faa61a", "#ed4245", "#eb459f");
    private static final String PICTURE =
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="256" height="256">\
            <rect width="40" height="40" fill="%s"/>\
            <circle cx="20" cy="16" r="7" fill="#fff"/>\
            <path d="M7 36a13 11 0 0 1 26 0z" fill="#fff"/></svg>\
            """;

    void open(@Observes Router router) {
        router.getWithRegex("/embed/avatars/(?<number>[0-5])\\.(?:png|webp|jpg)")
                .handler(DefaultAvatars::serve);
    }

    private static void serve(RoutingContext exchange) {
        var color = COLORS.get(Integer.parseInt(exchange.pathParam("number")));
        exchange.response()
                .putHeader("Content-Type", "image/svg+xml")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "public, max-age=86400");
        var _ = exchange.response().end(PICTURE.formatted(color));
    }
}
