package dev.holdfast.sandbox.oauth;

import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.Permission;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks a person for, checked.
 *
 * @param redirectUri where the person is sent back to; empty where only a bot is added
 * @param permissions what the added bot may do
 */
record AuthorizeRequest(
        Application application,
        List<String> scopes,
        Optional<String> redirectUri,
        Optional<String> state,
        Optional<OauthGrants.Challenge> challenge,
        long permissions,
        Optional<Snowflake> guildId) {

    /** Why a request cannot be shown to a person. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    static AuthorizeRequest read(World world, MultiMap query) {
        var application =
                Snowflake.parse(text(query, "client_id").orElse(""))
                        .flatMap(world.applications::find)
                        .orElseThrow(() -> new Refused("Unknown Application"));
        var scopes = Stream.of(text(query, "scope").orElse("").split("[ +]")).distinct().toList();
        for (var scope : scopes) {
            if (!OauthGrants.SCOPES.contains(scope)) {
                throw new Refused("The requested scope is invalid, unknown, or malformed.");
            }
        }
        var type = text(query, "response_type");
        var adds = scopes.contains("bot") || scopes.contains("applications.commands");
        if (type.isEmpty() && !adds) throw new Refused("response_type is missing");
        if (type.isPresent() && !type.get().equals("code")) {
            throw new Refused("Only response_type=code is supported");
        }
        return new AuthorizeRequest(
                application,
                scopes,
                type.map(_ -> registered(application, text(query, "redirect_uri"))),
                text(query, "state"),
                challenge(query),
                permissions(query),
                text(query, "guild_id").flatMap(Snowflake::parse));
    }

    private static Optional<String> text(MultiMap query, String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
    }

    /** One that is registered, to the letter; the only one where none is named. */
    private static String registered(Application application, Optional<String> asked) {
        var known = application.settings().path("redirect_uris");
        if (asked.isEmpty() && known.size() == 1) return known.get(0).asText();
        for (var each : known) {
            if (asked.isPresent() && each.asText().equals(asked.get())) return asked.get();
        }
        throw new Refused("Invalid OAuth2 redirect_uri");
    }

    private static Optional<OauthGrants.Challenge> challenge(MultiMap query) {
        var method = text(query, "code_challenge_method").orElse("plain");
        if (!method.equals("plain") && !method.equals("S256")) {
            throw new Refused("code_challenge_method must be S256 or plain");
        }
        return text(query, "code_challenge")
                .map(text -> new OauthGrants.Challenge(text, method.equals("S256")));
    }

    private static long permissions(MultiMap query) {
        var text = text(query, "permissions").orElse("0");
        if (!text.matches("\\d{1,18}")) throw new Refused("permissions must be a number");
        return Long.parseLong(text) & Permission.ALL;
    }

    boolean bot() {
        return scopes.contains("bot");
    }

    /** The address with these parameters, and the state that was given. */
    String back(String address, @Nullable String... parameters) {
        var back = new StringBuilder(address);
        var first = address.indexOf('?') < 0;
        for (var at = 0; at < parameters.length; at += 2) {
            if (parameters[at + 1] == null) continue;
            back.append(first ? '?' : '&').append(parameters[at]).append('=');
            back.append(URLEncoder.encode(parameters[at + 1], StandardCharsets.UTF_8));
            first = false;
        }
        state.ifPresent(text ->
                back.append("&state=").append(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        return back.toString();
    }
}
