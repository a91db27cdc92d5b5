package dev.holdfast.backup.archive;

import java.util.List;

/**
 * What a location got from the others.
 *
 * @param snapshots that it holds whole now and did not before
 * @param failed sentences, one for each that it could not get
 */
public record ReplicationResult(
        String location, List<Long> snapshots, long writtenBytes, List<String> failed) {

    public ReplicationResult {
        snapshots = List.copyOf(snapshots);
        failed = List.copyOf(failed);
    }
}
