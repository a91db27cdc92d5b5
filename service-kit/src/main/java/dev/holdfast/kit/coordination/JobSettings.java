package dev.holdfast.kit.coordination;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What the operator sets about jobs. */
@ConfigMapping(prefix = "holdfast.jobs")
interface JobSettings {

    /** {@code HOLDFAST_JOBS_AT_ONCE}: so many run at a time in one instance. */
    @WithDefault("4")
    int atOnce();

    /** Looks at it before a job is run. */
    @Singleton
    final class Check implements SettingsCheck {

        private static final int MOST = 100;

        private final JobSettings settings;

        @Inject
        Check(JobSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            return Bounds.number("HOLDFAST_JOBS_AT_ONCE", settings.atOnce(), 1, MOST).stream()
                    .toList();
        }
    }
}
