package dev.holdfast.health.statuspage;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What the operator sets about the status page. */
@ConfigMapping(prefix = "health.status")
interface StatusPageSettings {

    /**
     * {@code HEALTH_STATUS_FOLDER}: where the page is written every minute too, as {@code
     * index.html}, for a web server that goes on while this service is away; empty: nowhere.
     */
    Optional<String> folder();
}
