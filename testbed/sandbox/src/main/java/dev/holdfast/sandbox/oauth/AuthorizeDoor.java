package dev.holdfast.sandbox.oauth;

import dev.holdfast.sandbox.chat.By;
import dev.holdfast.sandbox.chat.GuildChanges;
import dev.holdfast.sandbox.control.ControlProblem;
import dev.holdfast.sandbox.control.OriginGuard;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Permissions;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.User;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/** {@code /oauth2/authorize}: a person is asked, says who they are, and is sent back. */
@ApplicationScoped
class AuthorizeDoor {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final World world;
    private final OauthGrants grants;
    private final GuildChanges guilds;
    private final OriginGuard guard;
    private final AuthorizePage page;

    AuthorizeDoor(
            World world,
            OauthGrants grants,
            GuildChanges guilds,
            OriginGuard guard,
            AuthorizePage page) {
        this.world = world;
        this.grants = grants;
        this.guilds = guilds;
        this.guard = guard;
        this.page = page;
    }

    void open(@Observes Router router) {
        router.get("/oauth2/authorize.css")
                .order(-1)
                .handler(exchange ->
                        exchange.response()
                                .putHeader("Content-Type", "text/css; charset=utf-8")
                                .end(AuthorizePage.STYLE));
        for (var path : List.of("/oauth2/authorize", "/api/oauth2/authorize")) {
            router.get(path).order(-1).handler(exchange -> answer(exchange, false));
            router.post(path).order(-1).handler(BodyHandler.create(false));
            router.post(path).order(-1).handler(exchange -> answer(exchange, true));
        }
    }

    private void answer(RoutingContext exchange, boolean decided) {
        try {
            if (decided) guard.check(exchange.request());
            else guard.checkHost(exchange.request());
            var query = exchange.queryParams();
            if (decided) decide(exchange, query, exchange.request().formAttributes());
            else show(exchange, query, "");
        } catch (AuthorizeRequest.Refused e) {
            send(exchange, 400, page.refusal(String.valueOf(e.getMessage())));
        } catch (ControlProblem e) {
            send(exchange, e.status(), page.refusal(String.valueOf(e.getMessage())));
        }
    }

    private void show(RoutingContext exchange, MultiMap query, String problem) {
        var html = world.change(() -> page.question(AuthorizeRequest.read(world, query), problem));
        send(exchange, problem.isEmpty() ? 200 : 400, html);
    }

    private void decide(RoutingContext exchange, MultiMap query, MultiMap form) {
        var problem = new StringBuilder();
        var back =
                world.change(() -> {
                    var request = AuthorizeRequest.read(world, query);
                    if (!"authorize".equals(form.get("decision"))) return denied(request);
                    var person = person(form);
                    if (person.isEmpty()) problem.append("Say who you are.");
                    else if (!admitted(request, person.get(), form)) {
                        problem.append(person.get().displayName())
                                .append(" may not add bots to that server.");
                    }
                    return problem.isEmpty() ? allowed(request, person.orElseThrow(), form) : "";
                });
        if (!problem.isEmpty()) {
            show(exchange, query, problem.toString());
        } else if (back.isEmpty()) {
            send(exchange, 200, page.done());
        } else {
            var _ = exchange.response().setStatusCode(302).putHeader("Location", back).end();
        }
    }

    private static String denied(AuthorizeRequest request) {
        var why = "The resource owner or authorization server denied the request";
        return request.redirectUri()
                .map(uri -> request.back(uri, "error", "access_denied", "error_description", why))
                .orElse("");
    }

    private Optional<User> person(MultiMap form) {
        return Snowflake.parse(Optional.ofNullable(form.get("user_id")).orElse(""))
                .flatMap(world.users::find)
                .filter(user -> !user.bot());
    }

    /** The bot comes to the guild, if the person manages it; nothing to do where none is asked. */
    private boolean admitted(AuthorizeRequest request, User person, MultiMap form) {
        if (!request.bot()) return true;
        var asked = Snowflake.parse(Optional.ofNullable(form.get("guild_id")).orElse(""));
        var guild = request.guildId().or(() -> asked).flatMap(world.guilds::find);
        var member = guild.flatMap(found -> world.member(found.id(), person.id()));
        if (guild.isEmpty() || member.isEmpty()) return false;
        var roles = world.rolesFor(member.get());
        var held = Permissions.inGuild(guild.get(), member.get(), roles, world.now());
        if (!Permission.has(held, Permission.MANAGE_GUILD)) return false;
        if (world.member(guild.get().id(), request.application().id()).isEmpty()) {
            var by = new By(person.id(), null);
            guilds.admit(guild.get(), request.application(), request.permissions(), by);
        }
        return true;
    }

    private String allowed(AuthorizeRequest request, User person, MultiMap form) {
        if (request.redirectUri().isEmpty()) return "";
        var uri = request.redirectUri().get();
        var code =
                grants.code(
                        request.application(),
                        person.id(),
                        request.scopes(),
                        uri,
                        request.challenge());
        if (!request.bot()) return request.back(uri, "code", code.code());
        var guild = request.guildId().map(Snowflake::toString).orElse(form.get("guild_id"));
        var permissions = Long.toString(request.permissions());
        return request.back(
                uri, "code", code.code(), "guild_id", guild, "permissions", permissions);
    }

    private static void send(RoutingContext exchange, int status, String html) {
        if (exchange.response().ended()) return;
        exchange.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-store");
        var _ = exchange.response().end(html);
    }
}
