package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionNoteTest {

    @TempDir private Path folder;

    @Test
    void holdsForOneBuildAndItsKeysUntilItIsForgotten() throws IOException {
        var app = Files.createDirectories(folder.resolve("quarkus-app/app"));
        Files.writeString(app.resolve("economy.jar"), "one build");
        var note = note("keys");
        assertFalse(note.isCurrent());
        note.keep();
        assertTrue(note("keys").isCurrent());
        assertFalse(note("other keys").isCurrent());
        Files.writeString(app.resolve("economy.jar"), "another build");
        assertFalse(note("keys").isCurrent());
        note.keep();
        assertTrue(note("keys").isCurrent());
        note.forget();
        assertFalse(note("keys").isCurrent());
    }

    private ProvisionNote note(String keys) {
        return new ProvisionNote(
                folder.resolve("note"), folder.resolve("quarkus-app/quarkus-run.jar"), keys);
    }
}
