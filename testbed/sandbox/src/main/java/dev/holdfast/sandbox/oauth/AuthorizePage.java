package dev.holdfast.sandbox.oauth;

import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.Map;

/** The plain page on which a person authorizes an application; called under the world's lock. */
@Singleton
class AuthorizePage {
    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>%s</title>
            <link rel="stylesheet" href="/oauth2/authorize.css">
            <main>%s</main>
            </html>
            """;
    static final String STYLE =
            """
            body { background: #1e1f22; color: #dbdee1; font: 16px/1.4 system-ui, sans-serif; }
            main { background: #313338; border-radius: 8px; margin: 10vh auto; max-width: 26rem; padding: 2rem; }
            h1 { font-size: 1.4rem; margin: 0; }
            label, button { display: block; margin-top: 1rem; width: 100%; }
            select, button { border: 0; border-radius: 4px; font: inherit; min-height: 44px; padding: .5rem; width: 100%; }
            button[value=authorize] { background: #5865f2; color: #fff; }
            [role=alert] { color: #fa777c; }
            """;
    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry("identify", "Know your name and avatar"),
                    Map.entry("email", "Know your e-mail address"),
                    Map.entry("connections", "Know your connections"),
                    Map.entry("guilds", "Know what servers you are in"),
                    Map.entry("guilds.join", "Join servers for you"),
                    Map.entry("guilds.members.read", "Know your roles and nicknames in servers"),
                    Map.entry("bot", "Add its bot to a server"),
                    Map.entry("applications.commands", "Create commands"),
                    Map.entry("applications.commands.update", "Change its commands"),
                    Map.entry(
                            "applications.commands.permissions.update",
                            "Change who may use its commands in servers you manage"),
                    Map.entry("role_connections.write", "Tell servers about your account there"),
                    Map.entry("openid", "Know who you are"));

    private final World world;

    AuthorizePage(World world) {
        this.world = world;
    }

    String question(AuthorizeRequest request, String problem) {
        var name = escaped(request.application().name());
        var html = new StringBuilder("<h1>").append(name).append("</h1>");
        html.append("<p>wants to access your account. It could:</p><ul>");
        for (var scope : request.scopes()) {
            html.append("<li>").append(MEANINGS.getOrDefault(scope, "")).append("</li>");
        }
        html.append("</ul>");
        if (!problem.isEmpty()) {
            html.append("<p role=\"alert\">").append(escaped(problem)).append("</p>");
        }
        html.append("<form method=\"post\"><label>You are <select name=\"user_id\">");
        for (var user : world.users.all()) {
            if (!user.bot()) option(html, user.id().toString(), user.displayName());
        }
        html.append("</select></label>");
        if (request.bot()) guilds(html, request);
        html.append("<button name=\"decision\" value=\"cancel\">Cancel</button>");
        html.append("<button name=\"decision\" value=\"authorize\">Authorize</button></form>");
        return FRAME.formatted("Authorize " + name, html);
    }

    private void guilds(StringBuilder html, AuthorizeRequest request) {
        html.append("<label>Server <select name=\"guild_id\">");
        for (var guild : world.guilds.all()) {
            var asked = request.guildId().map(guild.id()::equals).orElse(true);
            if (asked) option(html, guild.id().toString(), guild.name());
        }
        html.append("</select></label>");
    }

    private static void option(StringBuilder html, String value, String text) {
        html.append("<option value=\"%s\">%s</option>".formatted(value, escaped(text)));
    }

    String refusal(String why) {
        return FRAME.formatted("Not possible", "<h1>Not possible</h1><p>" + escaped(why) + "</p>");
    }

    String done() {
        return FRAME.formatted("Done", "<h1>Done</h1><p>You may close this page.</p>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
