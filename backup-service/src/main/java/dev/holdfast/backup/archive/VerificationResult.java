package dev.holdfast.backup.archive;

import java.util.List;

/** The result of reading a whole snapshot in one location. */
public sealed interface VerificationResult {

    /** Every chunk, frame, count and hash is as its manifest says. */
    record Whole(long rows, long storedBytes) implements VerificationResult {}

    /** It does not restore from this location. */
    record Damaged(List<Damage> damages) implements VerificationResult {

        public Damaged {
            damages = List.copyOf(damages);
        }
    }

    /** The location did not answer, so nobody knows. */
    record Away(String why) implements VerificationResult {}

    /** One file, and what is wrong with it. */
    record Damage(String path, String what) {}
}
