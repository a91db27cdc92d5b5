package dev.holdfast.health.alert;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.Secrets;
import dev.holdfast.kit.observe.SettingsCheck;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the settings before anything is told. Addresses may hold secrets: no sentence has one.
 */
@Singleton
record AlertSettingsCheck(AlertSettings settings, Secrets secrets) implements SettingsCheck {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int MOST_WEBHOOKS = 10;

    @Override
    public List<String> wrong() {
        var wrong = new ArrayList<String>();
        var webhooks = settings.webhooks().orElse(List.of()).stream().map(String::strip).toList();
        webhooks.forEach(secrets::hide);
        settings.heartbeatUrl().map(String::strip).ifPresent(secrets::hide);
        if (webhooks.size() > MOST_WEBHOOKS || webhooks.stream().anyMatch(it -> !fits(it))) {
            wrong.add(
                    "HEALTH_WEBHOOKS lists at most 10 addresses that begin with https://, separated by commas.");
        }
        if (settings.heartbeatUrl().map(String::strip).filter(it -> !fits(it)).isPresent()) {
            wrong.add("HEALTH_HEARTBEAT_URL is one address that begins with https://.");
        }
        if (!webhooks.isEmpty()) {
            secret().ifPresent(wrong::add);
        }
        Bounds.time(
                        "HEALTH_ESCALATION",
                        settings.escalation(),
                        Duration.ofMillis(500),
                        Duration.ofHours(24))
                .ifPresent(wrong::add);
        Bounds.time(
                        "HEALTH_HEARTBEAT_INTERVAL",
                        settings.heartbeatInterval(),
                        Duration.ofMillis(500),
                        Duration.ofHours(1))
                .ifPresent(wrong::add);
        Bounds.time(
                        "HEALTH_ALERT_RETRY",
                        settings.alertRetry(),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(30))
                .ifPresent(wrong::add);
        return wrong;
    }

    private Optional<String> secret() {
        return settings.webhookSecret().filter(AlertSettingsCheck::isSecret).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "HEALTH_WEBHOOK_SECRET signs what HEALTH_WEBHOOKS get. Set it to 32 or more random characters: openssl rand -hex 32");
    }

    private static boolean isSecret(String text) {
        try {
            var _ = WebhookSignature.of(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Plain http to this machine only. */
    private static boolean fits(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && LOOPBACK.contains(uri.getHost())));
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
