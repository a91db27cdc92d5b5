package dev.holdfast.sandbox.oauth;

import dev.holdfast.sandbox.world.Application;
import dev.holdfast.sandbox.world.AuthorizationCode;
import dev.holdfast.sandbox.world.Bots;
import dev.holdfast.sandbox.world.OauthGrant;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Codes, access tokens and refresh tokens; called inside a change of the world. */
@Singleton
public class OauthGrants {
    /** What may be asked for. */
    public static final Set<String> SCOPES =
            Set.of(
                    "identify",
                    "email",
                    "connections",
                    "guilds",
                    "guilds.join",
                    "guilds.members.read",
                    "bot",
                    "applications.commands",
                    "applications.commands.update",
                    "applications.commands.permissions.update",
                    "role_connections.write",
                    "openid");

    /** How long an access token is good. */
    public static final Duration ACCESS = Duration.ofDays(7);

    private static final Duration CODE = Duration.ofMinutes(1);

    private final World world;

    OauthGrants(World world) {
        this.world = world;
    }

    /** What proves that whoever exchanges the code is who asked for it. */
    record Challenge(String text, boolean hashed) {}

    AuthorizationCode code(
            Application application,
            Snowflake user,
            List<String> scopes,
            String redirectUri,
            Optional<Challenge> challenge) {
        return world.authorizationCodes.put(
                new AuthorizationCode(
                        Bots.secret(),
                        application.id(),
                        user,
                        scopes,
                        redirectUri,
                        challenge.map(Challenge::text).orElse(null),
                        challenge.map(Challenge::hashed).orElse(false),
                        world.now().plus(CODE)));
    }

    /** Uses the code up; empty where it is not this application's, or the verifier is wrong. */
    public Optional<OauthGrant> exchange(
            Application application, String code, String redirectUri, @Nullable String verifier) {
        var found = world.authorizationCodes.find(code);
        found.ifPresent(world.authorizationCodes::remove);
        return found.filter(each -> each.applicationId().equals(application.id()))
                .filter(each -> each.expiresAt().isAfter(world.now()))
                .filter(each -> each.redirectUri().equals(redirectUri))
                .filter(each -> answers(each, verifier))
                .map(each -> issue(application, each.userId(), each.scopes()));
    }

    private static boolean answers(AuthorizationCode code, @Nullable String verifier) {
        if (code.challenge() == null) return true;
        if (verifier == null) return false;
        return Bots.same(code.challenge(), code.hashed() ? hash(verifier) : verifier);
    }

    private static String hash(String verifier) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public OauthGrant issue(Application application, Snowflake user, List<String> scopes) {
        return world.grants.put(
                new OauthGrant(
                        Bots.secret(),
                        Bots.secret(),
                        application.id(),
                        user,
                        scopes,
                        world.now().plus(ACCESS)));
    }

    /** New tokens for old ones, which are no good any more. */
    public Optional<OauthGrant> refresh(Application application, String refreshToken) {
        var found =
                world.grants.all().stream()
                        .filter(each -> each.applicationId().equals(application.id()))
                        .filter(each -> Bots.same(each.refreshToken(), refreshToken))
                        .findFirst();
        found.ifPresent(world.grants::remove);
        return found.map(each -> issue(application, each.userId(), each.scopes()));
    }

    /** Ends every grant of the person whose token this is, as Discord does. */
    public void revoke(Application application, String token) {
        var named =
                world.grants.all().stream()
                        .filter(each -> each.applicationId().equals(application.id()))
                        .filter(each ->
                                Bots.same(each.accessToken(), token)
                                        || Bots.same(each.refreshToken(), token))
                        .findFirst();
        if (named.isEmpty()) return;
        for (var each : List.copyOf(world.grants.all())) {
            if (each.applicationId().equals(application.id())
                    && each.userId().equals(named.get().userId())) {
                world.grants.remove(each);
            }
        }
    }

    /** The grant of an access token that is still good. */
    public Optional<OauthGrant> find(String accessToken) {
        return world.grants.find(accessToken).filter(each -> each.expiresAt().isAfter(world.now()));
    }
}
