package dev.holdfast.sandbox.rest;

import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.oauth.OauthGrants;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whose token came with a request, and refuses those that a route does not take. */
@Singleton
class Callers {
    private static final String BOT = "Bot ";
    private static final String BEARER = "Bearer ";

    private final World world;
    private final Bots bots;
    private final OauthGrants grants;

    Callers(World world, Bots bots, OauthGrants grants) {
        this.world = world;
        this.bots = bots;
        this.grants = grants;
    }

    Caller of(Routes.Route route, @Nullable String header) {
        var sent = header == null ? "" : header;
        var caller =
                switch (route.access()) {
                    case BOT -> bot(sent);
                    case BEARER -> person(sent);
                    case EITHER -> bot(sent).or(() -> person(sent));
                    case OPEN -> Optional.<Caller>empty();
                };
        var known = caller.orElseThrow(DiscordError::unauthorized);
        if (!known.bot() && !route.scope().isEmpty() && !known.scopes().contains(route.scope())) {
            throw DiscordError.of(403, 50026, "Missing required OAuth2 scope");
        }
        return known;
    }

    private Optional<Caller> bot(String header) {
        if (!header.startsWith(BOT)) return Optional.empty();
        return world.change(() -> bots.byToken(header))
                .map(found -> new Caller(found.id(), found.id(), List.of()));
    }

    private Optional<Caller> person(String header) {
        if (!header.startsWith(BEARER)) return Optional.empty();
        return world.change(() -> grants.find(header.substring(BEARER.length())))
                .map(found -> new Caller(found.userId(), found.applicationId(), found.scopes()));
    }
}
