package dev.holdfast.kit.coordination;

import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** What the operator sets about Redis. */
@ConfigMapping(prefix = "redis")
interface RedisSettings {

    /** {@code REDIS_URL}: {@code redis://host:port}, or {@code rediss://} with TLS. */
    Optional<String> url();

    /** Looks at the address before anything connects to it. */
    @Singleton
    final class Check implements SettingsCheck {

        private final RedisSettings settings;

        @Inject
        Check(RedisSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            if (settings.url().isEmpty()) {
                return List.of("REDIS_URL is missing. Set it to redis://host:port.");
            }
            try {
                RedisAddress.parse(settings.url().get());
                return List.of();
            } catch (IllegalArgumentException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
