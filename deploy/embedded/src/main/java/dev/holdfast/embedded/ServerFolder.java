package dev.holdfast.embedded;

import java.nio.file.Path;
import java.util.Optional;

/** Where a server keeps its data: a folder that stays, or one that goes with the server. */
record ServerFolder(Path path, boolean temporary) {

    static ServerFolder make(Optional<Path> kept, String name) {
        return kept.map(path -> new ServerFolder(Folders.makePrivate(path), false))
                .orElseGet(() -> new ServerFolder(Folders.temporary(name), true));
    }

    Optional<Path> scrap() {
        return temporary ? Optional.of(path) : Optional.empty();
    }

    void discard() {
        if (temporary) {
            Folders.delete(path);
        }
    }

    Path log() {
        return path.resolve("server.log");
    }
}
