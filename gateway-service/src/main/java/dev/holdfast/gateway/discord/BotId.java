package dev.holdfast.gateway.discord;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A bot's user id, which its token begins with. */
final class BotId {

    private BotId() {}

    /** Empty for something that is no token. */
    static Optional<Long> of(String token) {
        try {
            var first = Base64.getUrlDecoder().decode(token.strip().split("\\.", 2)[0]);
            return Optional.of(Long.parseLong(new String(first, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
