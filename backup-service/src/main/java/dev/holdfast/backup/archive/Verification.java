package dev.holdfast.backup.archive;

import dev.holdfast.backup.archive.Verdict.Damage;
import dev.holdfast.backup.key.RepositoryKey;
import dev.holdfast.backup.postgres.RowHash;
import dev.holdfast.backup.postgres.Tuples;
import dev.holdfast.kit.progress.Progress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a snapshot whole in one location and compares it with what its manifest says. */
final class Verification {

    private static final int MOST_DAMAGES = 100;

    private final Repository repository;
    private final Progress progress;
    private final List<Damage> damages = new ArrayList<>();
    private long total;
    private long read;

    Verification(Repository repository, Progress progress) {
        this.repository = repository;
        this.progress = progress;
    }

    Verdict verify(long snapshotId) {
        var path = Layout.manifest(snapshotId);
        try {
            Inspection.surroundings(repository, damages);
            var manifest = repository.manifest(snapshotId);
            var key = repository.key(manifest.keyId());
            total = manifest.chunks().mapToLong(ChunkRef::storedBytes).sum();
            stream(key, Archive.STRUCTURE, manifest.structure());
            for (var table : manifest.tables()) {
                table(key, table);
            }
            return damages.isEmpty()
                    ? new Verdict.Whole(manifest.rows(), total)
                    : new Verdict.Damaged(damages);
        } catch (DamagedException e) {
            return damaged(path, e);
        } catch (NoSuchFileException e) {
            return damaged(path, e);
        } catch (IOException e) {
            return new Verdict.Away(Repository.why(e));
        }
    }

    private Verdict damaged(String path, IOException what) {
        damages.add(new Damage(path, what(what)));
        return new Verdict.Damaged(damages);
    }

    private static String what(IOException damaged) {
        return damaged instanceof NoSuchFileException
                ? "is not there"
                : String.valueOf(damaged.getMessage());
    }

    private void table(RepositoryKey key, TableContent table) throws IOException {
        var rows = new RowHash();
        var guilds = new HashMap<Long, Long>();
        var before = damages.size();
        for (var chunk : table.chunks()) {
            var stream = stream(key, table.qualified(), chunk);
            for (var frame : stream.length == 0 ? List.<Frame>of() : chunk.frames()) {
                frame(table, chunk, stream, frame, rows, guilds);
            }
        }
        if (damages.size() > before) {
            return;
        }
        var path = table.qualified();
        if (rows.rows() != table.rows()) {
            damages.add(
                    new Damage(
                            path,
                            "has %d rows and should have %d".formatted(rows.rows(), table.rows())));
        } else if (!rows.hex().equals(table.hash())) {
            damages.add(new Damage(path, "has rows that are not those that were exported"));
        } else if (!guilds.equals(table.guildRows())) {
            damages.add(new Damage(path, "has other numbers of rows by guild than it should"));
        }
    }

    /** Nothing where the chunk is damaged. */
    private byte[] stream(RepositoryKey key, String table, ChunkRef chunk) throws IOException {
        if (damages.size() >= MOST_DAMAGES) {
            return new byte[0];
        }
        try {
            var stream = ChunkFile.stream(repository.location(), key, table, chunk);
            read += chunk.storedBytes();
            progress.reached(read, total);
            return stream;
        } catch (DamagedException | NoSuchFileException e) {
            repository.distrust(chunk.contentId());
            damages.add(new Damage(Layout.chunk(chunk.contentId()), what(e)));
            return new byte[0];
        }
    }

    private void frame(
            TableContent table,
            ChunkRef chunk,
            byte[] stream,
            Frame frame,
            RowHash rows,
            Map<Long, Long> guilds) {
        try {
            var plain = Compressed.plain(stream, Math.toIntExact(frame.offset()), frame);
            var before = rows.rows();
            for (var at = 0; at < plain.length; ) {
                var length = Tuples.length(plain, at);
                rows.add(plain, at, length);
                var field = table.guildField();
                if (field.isPresent()) {
                    guilds.merge(Tuples.bigint(plain, at, field.getAsInt()), 1L, Long::sum);
                }
                at += length;
            }
            if (rows.rows() - before != frame.rows()) {
                throw new DamagedException("has a frame with another number of rows");
            }
        } catch (DamagedException | IllegalArgumentException e) {
            damages.add(
                    new Damage(Layout.chunk(chunk.contentId()), String.valueOf(e.getMessage())));
        }
    }
}
