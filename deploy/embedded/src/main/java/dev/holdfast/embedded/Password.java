package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A generated password, kept in a file that only its owner may read. */
final class Password {

    private static final int BYTES = 24;

    private Password() {}

    /** Reads the file's password, making one first where there is none. */
    static String keptIn(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return generate(file);
        } catch (IOException e) {
            throw new StartFailure(
                    "The file %s could not be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String generate(Path file) {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + "\n", StandardOpenOption.WRITE);
            return password;
        } catch (IOException e) {
            throw new StartFailure(
                    "The file %s could not be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
