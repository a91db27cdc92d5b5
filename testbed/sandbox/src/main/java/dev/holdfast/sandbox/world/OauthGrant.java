package dev.holdfast.sandbox.world;

import java.time.Instant;
import java.util.List;

/**
 * What a person let an application do for them, and the tokens that stand for it.
 *
 * @param expiresAt until when the access token is good; the refresh token is good for ever
 */
public record OauthGrant(
        String accessToken,
        String refreshToken,
        Snowflake applicationId,
        Snowflake userId,
        List<String> scopes,
        Instant expiresAt)
        implements Entity {
    public OauthGrant {
        scopes = List.copyOf(scopes);
    }

    @Override
    public String key() {
        return accessToken;
    }
}
