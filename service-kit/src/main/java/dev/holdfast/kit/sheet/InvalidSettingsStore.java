package dev.holdfast.kit.sheet;

import dev.holdfast.kit.database.InvalidSettings;
import dev.holdfast.kit.database.UnitOfWork;
import java.util.TreeMap;

/** Which invalid settings were reported to a guild's admins. */
final class InvalidSettingsStore {

    private static final String NOTE =
            """
            update setting set told = :told
            where guild_id = app_guild() and feature = :feature and told is distinct from :told
            """;

    private InvalidSettingsStore() {}

    /** Whether these have yet to be reported. */
    static boolean note(UnitOfWork work, InvalidSettings invalid) {
        var noted =
                work.handle()
                        .createUpdate(NOTE)
                        .bind("feature", invalid.feature())
                        .bind("told", new TreeMap<>(invalid.refused()).toString())
                        .execute();
        work.wrote(noted);
        return noted > 0;
    }
}
