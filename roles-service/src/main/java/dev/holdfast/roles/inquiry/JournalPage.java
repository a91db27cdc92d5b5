package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page of the journal, and whose; also what its buttons carry.
 *
 * @param user {@code null}: everybody
 * @param role {@code null}: every role
 * @param side older or newer than the entry, or the newest of all
 * @param entry 0 for the newest
 */
record JournalPage(@Nullable UserId user, @Nullable RoleId role, Side side, long entry) {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{0,19}):(\\d{0,19}):([nop])(\\d{1,18})");

    /** In which direction from an entry. */
    enum Side {
        NEWEST("p"),
        OLDER("o"),
        NEWER("n");

        private final String letter;

        Side(String letter) {
            this.letter = letter;
        }

        static Side of(String letter) {
            return letter.equals("o") ? OLDER : letter.equals("n") ? NEWER : NEWEST;
        }
    }

    /** Empty where no build of ours ever wrote it so. */
    static Optional<JournalPage> parse(String state) {
        var written = WRITTEN.matcher(state);
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new JournalPage(
                            written.group(1).isEmpty() ? null : UserId.of(written.group(1)),
                            written.group(2).isEmpty() ? null : RoleId.of(written.group(2)),
                            Side.of(written.group(3)),
                            Long.parseLong(written.group(4))));
        } catch (IllegalArgumentException _) { // not one of ours
            return Optional.empty();
        }
    }

    JournalPage to(Side other, long from) {
        return new JournalPage(user, role, other, from);
    }

    @Override
    public String toString() {
        return "%s:%s:%s%d"
                .formatted(user == null ? "" : user, role == null ? "" : role, side.letter, entry);
    }
}
