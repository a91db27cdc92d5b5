package dev.holdfast.backup.archive;

import dev.holdfast.backup.archive.Verdict.Damage;
import dev.holdfast.backup.key.Unwrapped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at a location's files without reading chunks: what is missing, foreign or left over. */
final class Inspection {

    private Inspection() {}

    /** What every snapshot of a location needs besides its own files. */
    static void surroundings(Repository repository, List<Damage> damages) throws IOException {
        if (!repository.isOfThisFormat()) {
            damages.add(new Damage(Layout.FORMAT, "is not what was written"));
        }
        var keys = repository.keyFiles().files();
        keys.forEach((path, file) -> {
            if (!(file instanceof Unwrapped.Opened)) {
                damages.add(new Damage(path, "holds no key that a master key of ours opens"));
            }
        });
        if (keys.size() < Layout.KEY_COPIES) {
            damages.add(new Damage(Layout.KEYS, "has lost a file"));
        }
    }

    /** Everything that is not as it should be, but for the content of chunks. */
    static List<Damage> inspect(Repository repository) throws IOException {
        var damages = new ArrayList<Damage>();
        surroundings(repository, damages);
        var named = new HashSet<String>();
        repository
                .each(manifest -> manifest.chunks().map(ChunkRef::contentId).forEach(named::add))
                .forEach(it -> damages.add(new Damage(it.path(), it.why())));
        var there = new HashSet<String>();
        for (var file : repository.location().list("")) {
            Layout.contentId(file.path()).ifPresent(there::add);
            foreign(file.path(), named, damages);
        }
        named.removeAll(there);
        named.forEach(id -> damages.add(new Damage(Layout.chunk(id), "is not there")));
        return damages;
    }

    private static void foreign(String path, Set<String> named, List<Damage> damages) {
        var chunk = Layout.contentId(path);
        if (chunk.isPresent()) {
            if (!named.contains(chunk.get())) {
                damages.add(new Damage(path, "is named by no snapshot"));
            }
            return;
        }
        var known =
                path.equals(Layout.FORMAT)
                        || path.startsWith(Layout.TOMBSTONES)
                        || Layout.snapshotId(path).isPresent()
                        || Layout.keyId(path).isPresent()
                        || path.startsWith(Layout.PARTIAL)
                        || path.startsWith(Layout.RUNNING);
        if (!known) {
            damages.add(new Damage(path, "is no file of a backup"));
        }
    }
}
