package dev.holdfast.backup.archive;

import java.util.List;
import java.util.Map;

/**
 * What became of a snapshot that was published: it was read back and decrypted in these locations.
 *
 * @param locations that hold it; at least one
 * @param failed why it is not in the others, by location; {@link Archive#replicate} mends that
 * @param chunks how many it has
 * @param plainBytes of its rows
 * @param writtenBytes what was written for it in each of the locations
 * @param storedBytes of all its files in each of the locations, those of earlier snapshots included
 */
public record PublishResult(
        List<String> locations,
        Map<String, String> failed,
        long chunks,
        long plainBytes,
        long writtenBytes,
        long storedBytes) {

    public PublishResult {
        locations = List.copyOf(locations);
        failed = Map.copyOf(failed);
    }
}
