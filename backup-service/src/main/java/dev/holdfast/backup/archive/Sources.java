package dev.holdfast.backup.archive;

import dev.holdfast.backup.key.RepositoryKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jboss.logging.Logger;

/** All locations, for whoever reads: the first that has it undamaged answers. */
record Sources(List<Repository> repositories) {

    private static final Logger LOG = Logger.getLogger("holdfast.backup");

    /** What is read of a chunk. */
    interface Reading {
        byte[] of(Location location, RepositoryKey key) throws IOException;
    }

    /**
     * Reads it.
     *
     * @throws DamagedException when all answer and none has it undamaged
     * @throws ArchiveException when one that may have it does not answer
     */
    byte[] read(SnapshotManifest manifest, ChunkRef chunk, Reading reading) throws IOException {
        var failed = new LinkedHashMap<String, String>();
        var isAnswered = !repositories.isEmpty();
        for (var repository : repositories) {
            try {
                return reading.of(repository.location(), repository.key(manifest.keyId()));
            } catch (IOException e) {
                failed.put(repository.name(), Repository.why(e));
                isAnswered &= Repository.isAnswer(e);
                if (e instanceof DamagedException) {
                    repository.distrust(chunk.contentId());
                    LOG.errorf(
                            "%s of %s %s",
                            Layout.chunk(chunk.contentId()), repository.name(), e.getMessage());
                }
            }
        }
        var sentence =
                Archive.sentence(
                        "No location has %s".formatted(Layout.chunk(chunk.contentId())), failed);
        throw isAnswered ? new DamagedException(sentence) : new ArchiveException(sentence);
    }
}
