package dev.holdfast.kit.observe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the operator sets about logs. */
@ConfigMapping(prefix = "holdfast.log")
interface LogSettings {

    /** {@code HOLDFAST_LOG_DIR}: the folder of this process's log files. */
    Path dir();

    /** {@code HOLDFAST_LOG_FORMAT}: what standard output speaks, {@code text} or {@code json}. */
    @WithDefault("text")
    String format();

    /** {@code HOLDFAST_LOG_DAYS}: how many days of log files are kept. */
    @WithDefault("30")
    int days();

    /** {@code HOLDFAST_LOG_MEGABYTES}: how large all of them together may be; the oldest go. */
    @WithDefault("1000")
    int megabytes();

    /** Looks at them before anything is started. */
    @Singleton
    final class Check implements SettingsCheck {

        private static final int MOST_DAYS = 3_650;
        private static final int MOST_MEGABYTES = 1_000_000;

        private final LogSettings settings;

        @Inject
        Check(LogSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            var wrong = new ArrayList<String>();
            if (!List.of("text", "json").contains(settings.format())) {
                wrong.add(
                        "HOLDFAST_LOG_FORMAT is '%s'. Set it to text or json."
                                .formatted(settings.format()));
            }
            Bounds.number("HOLDFAST_LOG_DAYS", settings.days(), 1, MOST_DAYS).ifPresent(wrong::add);
            Bounds.number("HOLDFAST_LOG_MEGABYTES", settings.megabytes(), 10, MOST_MEGABYTES)
                    .ifPresent(wrong::add);
            return wrong;
        }
    }
}
