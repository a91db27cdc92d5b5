package dev.holdfast.kit.sheet;

import dev.holdfast.kit.database.SettingsFallback;
import dev.holdfast.kit.database.UnitOfWork;
import java.util.TreeMap;

/** Which refused settings a guild's admins were told of. */
final class FallbackStore {

    private static final String NOTE =
            """
            update setting set told = :told
            where guild_id = app_guild() and feature = :feature and told is distinct from :told
            """;

    private FallbackStore() {}

    /** Whether these are to be told now. */
    static boolean note(UnitOfWork work, SettingsFallback fallback) {
        var noted =
                work.handle()
                        .createUpdate(NOTE)
                        .bind("feature", fallback.feature())
                        .bind("told", new TreeMap<>(fallback.refused()).toString())
                        .execute();
        work.wrote(noted);
        return noted > 0;
    }
}
