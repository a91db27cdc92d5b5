package dev.holdfast.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an authorize page sends an application back with, good for one exchange.
 *
 * @param challenge what the one who exchanges it must know the origin of (PKCE, RFC 7636)
 * @param hashed whether the challenge is the origin's SHA-256, or the origin itself
 */
public record AuthorizationCode(
        String code,
        Snowflake applicationId,
        Snowflake userId,
        List<String> scopes,
        String redirectUri,
        @Nullable String challenge,
        boolean hashed,
        Instant expiresAt)
        implements Entity {
    public AuthorizationCode {
        scopes = List.copyOf(scopes);
    }

    @Override
    public String key() {
        return code;
    }
}
