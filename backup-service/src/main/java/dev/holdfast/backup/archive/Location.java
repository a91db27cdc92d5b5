package dev.holdfast.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * A place that keeps files, such as a folder or a bucket. Every failure is an {@link IOException}
 * whose message says what to do and holds no secret. Safe for any thread.
 */
public interface Location {

    /** As in {@code BACKUP_LOCATIONS}. */
    String name();

    /**
     * Writes a file, in the place of one of that name if there is one. Afterwards it is there,
     * whole and durable; after a failure there is what was there before.
     */
    void put(String path, byte[] content) throws IOException;

    /** For many files that need not be there before all of them are. */
    Batch batch() throws IOException;

    /**
     * Reads a part of a file; fewer bytes where the file ends.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    byte[] read(String path, long offset, int length) throws IOException;

    /**
     * Reads a file from its beginning.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    InputStream open(String path) throws IOException;

    /** All files whose paths begin so, sorted by path. */
    List<StoredFile> list(String prefix) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(String path) throws IOException;

    /** Room for so many bytes; empty where nobody can know. */
    OptionalLong freeBytes() throws IOException;

    /** Files that become durable together. Safe for any thread. */
    interface Batch extends AutoCloseable {

        /** Writes a file; until {@link #settle} it may be missing. */
        void put(String path, byte[] content) throws IOException;

        /** Afterwards every file that was put is there, whole and durable. */
        void settle() throws IOException;

        /** Removes what was not settled. */
        @Override
        void close();
    }
}
