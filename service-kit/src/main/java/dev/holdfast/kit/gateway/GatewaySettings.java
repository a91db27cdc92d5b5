package dev.holdfast.kit.gateway;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the operator sets about the gateways. */
@ConfigMapping(prefix = "holdfast")
interface GatewaySettings {

    /**
     * {@code HOLDFAST_GATEWAYS}: where the gateways listen, {@code http://a:8080|http://b:8080}.
     * Without it effects wait, and nobody's files are read.
     */
    Optional<String> gateways();
}
