package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.roles.assignment.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal.
 *
 * @param action in the journal's words, such as {@code given-by-hand}
 * @param source whose claim it is about; {@code null}: nobody's
 * @param by who did it; {@code null}: not known, or nobody
 * @param reason may be empty
 */
record JournalEntry(
        long id,
        Instant at,
        UserId user,
        RoleId role,
        String action,
        @Nullable Source source,
        @Nullable UserId by,
        String reason) {}
