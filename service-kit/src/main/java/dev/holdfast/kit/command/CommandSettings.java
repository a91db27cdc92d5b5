package dev.holdfast.kit.command;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What the operator sets about commands. */
@ConfigMapping(prefix = "holdfast.commands")
interface CommandSettings {

    /** {@code HOLDFAST_COMMANDS_AT_ONCE}: so many are run at a time; more are turned away. */
    @WithDefault("512")
    int atOnce();

    /** Looks at it before a command is run. */
    @Singleton
    final class Check implements SettingsCheck {

        private static final int MOST = 10_000;

        private final CommandSettings settings;

        @Inject
        Check(CommandSettings settings) {
            this.settings = settings;
        }

        @Override
        public List<String> wrong() {
            return Bounds.number("HOLDFAST_COMMANDS_AT_ONCE", settings.atOnce(), 1, MOST).stream()
                    .toList();
        }
    }
}
