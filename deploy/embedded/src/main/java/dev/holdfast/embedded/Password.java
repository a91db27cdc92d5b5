package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A generated password, kept in a file that only its owner may read. */
final class Password {

    private static final int BYTES = 24;

    private Password() {}

    /** Reads the file's password. */
    static String in(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartFailure(
                    "The password in %s cannot be read (%s): restore the file from a backup."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Makes one, unless the file has one. */
    static void make(Path file) {
        if (!Files.exists(file)) {
            generate(file);
        }
    }

    private static void generate(Path file) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.deleteIfExists(draft);
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    draft, HexFormat.of().formatHex(bytes) + "\n", StandardOpenOption.WRITE);
            Files.move(draft, file);
        } catch (IOException e) {
            throw new StartFailure(
                    "The file %s could not be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
