package dev.holdfast.sandbox.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves the chat page: plain files, held in memory, with a policy that lets no foreign script run.
 */
@ApplicationScoped
class PageDoor {
    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "connect-src 'self'",
                    "img-src 'self' data: blob: https:",
                    "base-uri 'none'",
                    "form-action 'none'",
                    "frame-ancestors 'none'",
                    "require-trusted-types-for 'script'",
                    "trusted-types 'none'");
    private static final List<String> STYLES =
            List.of("chat", "layer", "message", "phone", "settings", "style");
    private static final List<String> SCRIPTS =
            List.of(
                    "answers",
                    "app",
                    "arrivals",
                    "audit",
                    "channels",
                    "choice",
                    "command",
                    "components",
                    "composer",
                    "deeds",
                    "dialogs",
                    "dom",
                    "editor",
                    "embeds",
                    "emoji",
                    "faults",
                    "guilds",
                    "history",
                    "keyboard",
                    "layer",
                    "layout",
                    "lightbox",
                    "live",
                    "markdown",
                    "me",
                    "members",
                    "message",
                    "messages",
                    "modal",
                    "moderation",
                    "options",
                    "people",
                    "permissions",
                    "picker",
                    "pins",
                    "places",
                    "poll",
                    "profile",
                    "rail",
                    "reactions",
                    "roles",
                    "settings",
                    "state",
                    "suggest",
                    "time",
                    "tray",
                    "typing",
                    "unread",
                    "usable");

    private final Map<String, Buffer> files = new HashMap<>();

    PageDoor() {
        keep("index.html");
        keep("icon.svg");
        STYLES.forEach(name -> keep(name + ".css"));
        SCRIPTS.forEach(name -> keep(name + ".js"));
    }

    private void keep(String name) {
        try (var file = PageDoor.class.getResourceAsStream("/page/" + name)) {
            if (file == null)
                throw new IllegalStateException("the page's file is missing: " + name);
            files.put(name, Buffer.buffer(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(@Observes Router router) {
        router.get("/").handler(exchange -> serve(exchange, "index.html"));
        router.get("/page/:name").handler(exchange -> serve(exchange, exchange.pathParam("name")));
    }

    private void serve(RoutingContext exchange, String name) {
        var file = files.get(name);
        if (file == null) {
            exchange.next();
            return;
        }
        exchange.response()
                .putHeader("Content-Type", type(name))
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache");
        var _ = exchange.response().end(file);
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/javascript; charset=utf-8";
        };
    }
}
