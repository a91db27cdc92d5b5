package dev.holdfast.kit.coordination;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the operator sets about leadership. */
@ConfigMapping(prefix = "holdfast.lease")
interface LeaseSettings {

    /** {@code HOLDFAST_LEASE_TTL}: after so long without a sign the leader is replaced. */
    @WithDefault("10s")
    Duration ttl();

    /** {@code HOLDFAST_LEASE_RENEW}: how often the leader gives a sign; a third of it or less. */
    @WithDefault("2s")
    Duration renew();

    /** Looks at both before anybody leads. */
    @Singleton
    final class Check implements SettingsCheck {

        private static final Duration SHORTEST = Duration.ofSeconds(2);
        private static final Duration LONGEST = Duration.ofMinutes(1);

        /** Longer than the question to Redis may take. */
        private static final Duration SHORTEST_RENEW = Redis.PATIENCE.multipliedBy(2);

        private static final int RENEWALS = 3;

        private final LeaseSettings settings;

        @Inject
        Check(LeaseSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            var wrong = new ArrayList<String>();
            var most = settings.ttl().dividedBy(RENEWALS);
            Bounds.time("HOLDFAST_LEASE_TTL", settings.ttl(), SHORTEST, LONGEST)
                    .ifPresentOrElse(
                            wrong::add,
                            () ->
                                    Bounds.time(
                                                    "HOLDFAST_LEASE_RENEW",
                                                    settings.renew(),
                                                    SHORTEST_RENEW,
                                                    most)
                                            .ifPresent(wrong::add));
            return wrong;
        }
    }
}
