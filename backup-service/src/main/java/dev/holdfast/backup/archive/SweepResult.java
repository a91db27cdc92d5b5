package dev.holdfast.backup.archive;

/** What a sweep came to. */
public sealed interface SweepResult {

    /** Files that no snapshot names are gone. */
    record Done(long files, long bytes) implements SweepResult {}

    /** Nothing further is deleted now: the sentence says why. */
    record Postponed(String why) implements SweepResult {}
}
