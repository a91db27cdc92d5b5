package dev.holdfast.backup.archive;

/**
 * A run of rows, compressed by itself.
 *
 * @param offset where it begins in the chunk's compressed stream
 * @param length its compressed bytes
 * @param firstGuild the least guild of its rows; 0 where rows belong to no guild
 * @param lastGuild the greatest
 */
public record Frame(
        long offset, int length, int plainLength, int rows, long firstGuild, long lastGuild) {

    /** Whether it may hold rows of the guild. */
    boolean mayHold(long guild) {
        return firstGuild <= guild && guild <= lastGuild;
    }
}
