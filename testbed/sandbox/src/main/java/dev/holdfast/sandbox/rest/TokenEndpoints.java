package dev.holdfast.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.oauth.OauthGrants;
import dev.holdfast.sandbox.wire.ApplicationShapes;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.OauthGrant;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /oauth2}: tokens for codes, new ones for old ones, and what a token stands for. */
@Singleton
class TokenEndpoints implements EndpointGroup {
    private final World world;
    private final OauthGrants grants;
    private final ApplicationShapes applications;
    private final GuildShapes shapes;

    TokenEndpoints(
            World world, OauthGrants grants, ApplicationShapes applications, GuildShapes shapes) {
        this.world = world;
        this.grants = grants;
        this.applications = applications;
        this.shapes = shapes;
    }

    @Override
    public void register(Routes routes) {
        var second = Duration.ofSeconds(1);
        routes.open("POST", "/oauth2/token", 50, second, this::token);
        routes.open("POST", "/oauth2/token/revoke", 50, second, this::revoke);
        routes.bearer("GET", "/oauth2/@me", "", this::me);
        routes.bearer("GET", "/oauth2/userinfo", "openid", this::userinfo);
    }

    /** A form, urlencoded, with the client's id and secret in it or in the header. */
    private record Form(Map<String, List<String>> fields) {
        static Form read(Call call) {
            var text = call.body().toString(StandardCharsets.UTF_8);
            return new Form(new QueryStringDecoder(text, false).parameters());
        }

        String text(String name) {
            return fields.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private Optional<Application> client(Call call, Form form) {
        var id = form.text("client_id");
        var secret = form.text("client_secret");
        var header = call.authorization();
        if (header.startsWith("Basic ")) {
            var pair = decoded(header.substring("Basic ".length())).split(":", 2);
            id = pair[0];
            secret = pair.length == 2 ? pair[1] : "";
        }
        var sent = secret;
        return Snowflake.parse(id)
                .flatMap(world.applications::find)
                .filter(application -> Bots.same(application.secret(), sent));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static EndpointAnswer refused(int status, String error, String description) {
        var node = Json.object().put("error", error);
        if (!description.isEmpty()) node.put("error_description", description);
        return EndpointAnswer.of(status, node);
    }

    private EndpointAnswer token(Call call) {
        var form = Form.read(call);
        return world.change(() -> {
            var client = client(call, form);
            if (client.isEmpty()) return refused(401, "invalid_client", "");
            var application = client.get();
            return switch (form.text("grant_type")) {
                case "authorization_code" -> exchanged(application, form);
                case "refresh_token" ->
                        grants.refresh(application, form.text("refresh_token"))
                                .map(TokenEndpoints::issued)
                                .orElseGet(() -> refused(400, "invalid_grant", ""));
                case "client_credentials" -> ownersToken(application, form);
                default -> refused(400, "unsupported_grant_type", "");
            };
        });
    }

    private EndpointAnswer exchanged(Application application, Form form) {
        var verifier = form.text("code_verifier");
        return grants.exchange(
                        application,
                        form.text("code"),
                        form.text("redirect_uri"),
                        verifier.isEmpty() ? null : verifier)
                .map(TokenEndpoints::issued)
                .orElseGet(() -> refused(400, "invalid_grant", "Invalid \"code\" in request."));
    }

    /** For the application's owner, without a refresh token. */
    private EndpointAnswer ownersToken(Application application, Form form) {
        var scopes = List.of(form.text("scope").split("[ +]"));
        if (!OauthGrants.SCOPES.containsAll(scopes)) return refused(400, "invalid_scope", "");
        var grant = grants.issue(application, application.ownerId(), scopes);
        var body = body(grant);
        body.remove("refresh_token");
        return EndpointAnswer.ok(body);
    }

    private static EndpointAnswer issued(OauthGrant grant) {
        return EndpointAnswer.ok(body(grant));
    }

    private static ObjectNode body(OauthGrant grant) {
        return Json.object()
                .put("token_type", "Bearer")
                .put("access_token", grant.accessToken())
                .put("expires_in", OauthGrants.ACCESS.toSeconds())
                .put("refresh_token", grant.refreshToken())
                .put("scope", String.join(" ", grant.scopes()));
    }

    private EndpointAnswer revoke(Call call) {
        var form = Form.read(call);
        return world.change(() -> {
            var client = client(call, form);
            if (client.isEmpty()) return refused(401, "invalid_client", "");
            grants.revoke(client.get(), form.text("token"));
            return EndpointAnswer.ok(Json.object());
        });
    }

    private EndpointAnswer me(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var grant =
                            grants.find(call.authorization().substring("Bearer ".length()))
                                    .orElseThrow();
                    var application = world.applications.find(grant.applicationId()).orElseThrow();
                    var node = Json.object();
                    node.set("application", applications.open(application));
                    var scopes = node.putArray("scopes");
                    grant.scopes().forEach(scopes::add);
                    node.put("expires", Json.moment(grant.expiresAt()));
                    if (call.granted("identify")) node.set("user", shapes.user(grant.userId()));
                    return node;
                }));
    }

    private EndpointAnswer userinfo(Call call) {
        return EndpointAnswer.ok(
                world.change(() -> {
                    var user = world.users.find(call.user()).orElseThrow();
                    var node = Json.object().put("sub", user.id().toString());
                    if (!call.granted("identify")) return node;
                    return node.put("preferred_username", user.username())
                            .put("nickname", user.displayName())
                            .put("locale", "en-US");
                }));
    }
}
