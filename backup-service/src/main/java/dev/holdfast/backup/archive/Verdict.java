package dev.holdfast.backup.archive;

import java.util.List;

/** What reading a snapshot whole, in one location, came to. */
public sealed interface Verdict {

    /** Every chunk, frame, count and hash is as its manifest says. */
    record Whole(long rows, long storedBytes) implements Verdict {}

    /** It does not restore from this location. */
    record Damaged(List<Damage> damages) implements Verdict {

        public Damaged {
            damages = List.copyOf(damages);
        }
    }

    /** The location did not answer, so nobody knows. */
    record Away(String why) implements Verdict {}

    /** One file, and what is wrong with it. */
    record Damage(String path, String what) {}
}
