package dev.holdfast.kit.command;

import dev.holdfast.kit.database.UnitOfWork;
import java.time.Duration;

/** Checks an invariant of a guild's data, one guild at a time. */
public interface IntegrityCheck {

    /** As long as a statement may take that nobody waits for. */
    Duration LONGEST = Duration.ofSeconds(20);

    /** What holds when it passes, such as {@code balances-equal-their-postings}. */
    String name();

    /** The table whose guilds are looked at. */
    String table();

    /** How long one statement of it may take in one guild, before that guild is left unchecked. */
    default Duration longest() {
        return LONGEST;
    }

    /** Looks at the unit's guild. */
    Finding check(UnitOfWork work);

    /** What was found in one guild. */
    sealed interface Finding {

        /**
         * It holds.
         *
         * @param rows how many were looked at
         */
        record Sound(long rows) implements Finding {}

        /**
         * It does not hold.
         *
         * @param detail what is wrong and where
         */
        record Broken(String detail) implements Finding {}
    }
}
