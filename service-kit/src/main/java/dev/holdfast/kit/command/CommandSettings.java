package dev.holdfast.kit.command;

import dev.holdfast.kit.observe.Bounds;
import dev.holdfast.kit.observe.SettingsCheck;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** What the operator sets about commands. */
@ConfigMapping(prefix = "holdfast.commands")
interface CommandSettings {

    /** {@code HOLDFAST_COMMANDS_AT_ONCE}: so many are run at a time; more are turned away. */
    @WithDefault("512")
    int atOnce();

    /**
     * {@code HOLDFAST_COMMANDS_SLOW_AT_ONCE}: so many slow ones are run at a time, which leaves the
     * others their places; more of them wait.
     */
    @WithDefault("32")
    int slowAtOnce();

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
            return Stream.concat(
                            Bounds.number("HOLDFAST_COMMANDS_AT_ONCE", settings.atOnce(), 1, MOST)
                                    .stream(),
                            Bounds.number(
                                    "HOLDFAST_COMMANDS_SLOW_AT_ONCE",
                                    settings.slowAtOnce(),
                                    1,
                                    MOST)
                                    .stream())
                    .toList();
        }
    }
}
