package dev.holdfast.health.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the operator sets about alerts. */
@ConfigMapping(prefix = "health")
interface AlertSettings {

    /** {@code HEALTH_WEBHOOKS}: addresses that are told of incidents, separated by commas. */
    Optional<List<String>> webhooks();

    /**
     * {@code HEALTH_WEBHOOK_SECRET}: the key of their signatures, at least 24 bytes; {@code whsec_}
     * and base64, or any text of 32 or more characters.
     */
    Optional<String> webhookSecret();

    /** {@code HEALTH_ESCALATION}: an incident that nobody acknowledged so long is told again. */
    @WithDefault("15m")
    Duration escalation();

    /** {@code HEALTH_HEARTBEAT_URL}: called while all is well, so that its silence is noticed. */
    Optional<String> heartbeatUrl();

    /** {@code HEALTH_HEARTBEAT_INTERVAL}: how often. */
    @WithDefault("1m")
    Duration heartbeatInterval();

    /**
     * {@code HEALTH_ALERT_RETRY}: the first wait after a route failed; doubled up to 15 times as
     * long.
     */
    @WithDefault("2s")
    Duration alertRetry();
}
