package dev.holdfast.kit.security;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the operator sets about credentials. */
@ConfigMapping(prefix = "holdfast")
interface SecuritySettings {

    /** {@code HOLDFAST_SECRET}: what every key is derived from; the same for all services. */
    Optional<String> secret();

    /** {@code HOLDFAST_SECRET_PREVIOUS}: still accepted while a new secret is rolled out. */
    Optional<String> secretPrevious();

    /**
     * {@code HOLDFAST_KEYS}: the keys of this service alone, as {@code name=key,name=key}, instead
     * of the secret that all of them are derived from.
     */
    Optional<String> keys();

    /** {@code HOLDFAST_KEYS_PREVIOUS}: likewise, still accepted. */
    Optional<String> keysPrevious();
}
