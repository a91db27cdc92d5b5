package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLocationTest extends LocationContract {

    @TempDir(factory = InMemory.class)
    Path folder;

    @Override
    Location location() throws IOException {
        return Sample.folder(folder.resolve("root"));
    }

    @Test
    void onlyItsOwnerMayLook() throws IOException {
        location().put("chunks/ab/file", new byte[10]);
        try (var files = Files.walk(folder.resolve("root"))) {
            for (var file : files.toList()) {
                var wanted = Files.isDirectory(file) ? "rwx------" : "rw-------";
                assertEquals(
                        wanted,
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    @Test
    void whatIsOpenToOthersIsNamedWithItsFix() throws IOException {
        var location = new FolderLocation("folder:root", folder.resolve("root"));
        location.prepare();
        location.put("snapshots/1", new byte[10]);
        assertTrue(location.prepare().isEmpty());
        var file = folder.resolve("root/snapshots/1");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(
                "%s is open to others than its owner. Folders of backups are 0700 and files 0600: chmod -R go-rwx %s"
                        .formatted(file, folder.resolve("root")),
                location.prepare().orElseThrow());
    }

    @Test
    void aFolderThatIsGoneIsNotMadeAnew() throws IOException {
        var location = location();
        Files.delete(folder.resolve("root"));
        var gone = assertThrows(IOException.class, () -> location.put("file", new byte[1]));
        assertEquals(
                "the folder %s is not there".formatted(folder.resolve("root")), gone.getMessage());
        assertThrows(IOException.class, () -> location.list(""));
        assertFalse(Files.exists(folder.resolve("root")));
    }

    @Test
    void aBatchThatIsGivenUpLeavesNothing() throws IOException {
        var location = location();
        try (var batch = location.batch()) {
            batch.put("chunks/ab/file", new byte[10]);
        }
        assertEquals(List.of(), location.list(""));
    }

    @Test
    void freeSpaceIsKnown() throws IOException {
        assertTrue(location().freeBytes().getAsLong() > 0);
    }
}
