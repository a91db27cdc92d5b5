package dev.holdfast.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the operator sets about how much people may ask for. */
@ConfigMapping(prefix = "holdfast.limit")
interface LimitSettings {

    /** {@code HOLDFAST_LIMIT_MEMBER}: so many commands of one person at once, and in each span. */
    @WithDefault("20")
    int member();

    /** {@code HOLDFAST_LIMIT_GUILD}: so many commands in one server at once, and in each span. */
    @WithDefault("500")
    int guild();

    /** {@code HOLDFAST_LIMIT_SPAN}: in which as many may be used again, one by one. */
    @WithDefault("10s")
    Duration span();
}
