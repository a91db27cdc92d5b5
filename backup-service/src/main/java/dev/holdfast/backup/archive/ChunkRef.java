package dev.holdfast.backup.archive;

import java.util.List;

/**
 * A chunk of a table's rows.
 *
 * @param contentId its name: a MAC of the table's name and the compressed rows, 64 hexadecimal
 *     digits
 * @param plainBytes of the rows
 * @param storedBytes of the file, compressed and sealed
 */
public record ChunkRef(String contentId, long plainBytes, long storedBytes, List<Frame> frames) {

    public ChunkRef {
        frames = List.copyOf(frames);
    }
}
