package dev.holdfast.gateway.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the operator sets about the catalog. */
@ConfigMapping(prefix = "holdfast.catalog")
interface CatalogSettings {

    /** {@code HOLDFAST_CATALOG_INTERVAL}: how often the services are asked what they can do. */
    @WithDefault("3s")
    Duration interval();
}
