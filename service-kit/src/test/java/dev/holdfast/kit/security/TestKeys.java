package dev.holdfast.kit.security;

import dev.holdfast.kit.observe.TestSecrets;
import java.util.Optional;

/** Keys of a service that was never started. */
public final class TestKeys {

    private record Set(
            Optional<String> secret,
            Optional<String> secretPrevious,
            Optional<String> keys,
            Optional<String> keysPrevious)
            implements SecuritySettings {}

    private TestKeys() {}

    /** Derived from a secret that only tests know. */
    public static Keys of(String service) {
        return of(
                service,
                Optional.of("the-new-secret-0123456789-0123456789"),
                Optional.empty(),
                Optional.empty());
    }

    /** Derived from that secret, for any role. */
    public static Keys with(String secret) {
        return of("gateway", Optional.of(secret), Optional.empty(), Optional.empty());
    }

    /** Only these, as {@code HOLDFAST_KEYS} has them. */
    public static Keys handed(String service, String keys) {
        return of(service, Optional.empty(), Optional.empty(), Optional.of(keys));
    }

    static Keys of(
            String service,
            Optional<String> secret,
            Optional<String> previous,
            Optional<String> keys) {
        return new Keys(
                service, new Set(secret, previous, keys, Optional.empty()), TestSecrets.none());
    }
}
