package dev.holdfast.kit.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys by name: {@code pair:gateway>economy} lets the gateway call economy, {@code
 * database:economy} is a database role's password. Each is handed over by itself, or derived from
 * one secret by HMAC-SHA256, so that knowing one tells nothing of another.
 */
record KeyRing(Map<String, String> handed, Optional<String> secret) {

    static final int SHORTEST_SECRET = 32;

    static KeyRing of(Optional<String> handed, Optional<String> secret) {
        return new KeyRing(handed.map(KeyRing::parse).orElse(Map.of()), secret);
    }

    private static Map<String, String> parse(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.split("=", 2))
                .peek(KeyRing::check)
                .collect(
                        Collectors.toUnmodifiableMap(
                                entry -> entry[0], entry -> entry[1], KeyRing::twice));
    }

    private static String twice(String one, String other) {
        throw new IllegalArgumentException("a name that stands twice");
    }

    private static void check(String[] entry) {
        if (entry.length != 2) {
            throw new IllegalArgumentException("an entry without '='");
        }
    }

    Optional<String> key(String name) {
        return Optional.ofNullable(handed.get(name)).or(() -> secret.map(it -> derive(it, name)));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "keys " + handed.keySet();
    }

    private static String derive(String secret, String name) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var key = mac.doFinal(("holdfast:" + name).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
