package dev.holdfast.kit.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a reader of changes is. Ids are drawn before commits, so behind an id that was read a
 * smaller one may still be committed: what is younger than the overlap is read again from {@link
 * #settled} as soon as the end was reached.
 *
 * @param settled up to here nothing can be committed any more
 * @param position up to here it was read on this way
 */
record Cursor(long settled, long position) {

    /**
     * Twice as long as the longest transaction, which ends after some statements of 5 s and pauses
     * of 5 s: one that drew a smaller id than a change of this age is over.
     */
    static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is no cursor
     */
    static Cursor of(String text) {
        var shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException(
                    "A cursor is 0 or the 'next' of an earlier page, not '%s'.".formatted(text));
        }
        var settled = Long.parseLong(shape.group(1));
        var position = shape.group(2) == null ? settled : Long.parseLong(shape.group(2));
        if (position < settled) {
            throw new IllegalArgumentException("No page has the cursor '%s'.".formatted(text));
        }
        return new Cursor(settled, position);
    }

    /**
     * Behind a page that was read from here.
     *
     * @param changes by id
     * @param now when it was read, at the latest
     * @param more whether there are further ones
     */
    Cursor after(List<Fact.Change> changes, Instant now, boolean more) {
        var read = changes.isEmpty() ? position : changes.getLast().id();
        var sure = settled;
        if (settled == position) {
            var horizon = now.minus(OVERLAP);
            sure =
                    changes.stream()
                            .filter(change -> change.at().isBefore(horizon))
                            .mapToLong(Fact.Change::id)
                            .max()
                            .orElse(settled);
        }
        return new Cursor(sure, more ? read : sure);
    }

    @Override
    public String toString() {
        return settled == position ? Long.toString(settled) : "%d-%d".formatted(settled, position);
    }
}
