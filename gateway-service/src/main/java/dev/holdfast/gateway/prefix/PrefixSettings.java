package dev.holdfast.gateway.prefix;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the operator sets about commands in messages. */
@ConfigMapping(prefix = "holdfast.prefix")
interface PrefixSettings {

    /** {@code HOLDFAST_PREFIX_WHISPER}: how long an answer meant for one person stays. */
    @WithDefault("15s")
    Duration whisper();
}
