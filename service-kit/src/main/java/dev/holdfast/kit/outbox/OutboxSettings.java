package dev.holdfast.kit.outbox;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the operator sets about effects. */
@ConfigMapping(prefix = "holdfast")
interface OutboxSettings {

    /**
     * {@code HOLDFAST_GATEWAYS}: where the gateways listen, {@code http://a:8080|http://b:8080}.
     * Without it effects wait.
     */
    Optional<String> gateways();
}
