package dev.holdfast.local;

import dev.holdfast.embedded.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * For which build and keys of a service its schema was made or migrated last. It lies in the
 * database's own folder, so it goes where that goes.
 */
final class ProvisionNote {

    private final Path file;
    private final Path jar;
    private final String keys;

    /**
     * The note of one service.
     *
     * @param file where it is kept
     * @param jar the program as it is built now
     * @param keys its passwords derive from them
     */
    ProvisionNote(Path file, Path jar, String keys) {
        this.file = file;
        this.jar = jar;
        this.keys = keys;
    }

    /** Whether the schema was made for what is built now. */
    boolean isCurrent() {
        try {
            return Files.exists(file) && Files.readString(file).equals(fingerprint());
        } catch (IOException _) {
            return false;
        }
    }

    void keep() {
        try {
            Files.writeString(file, fingerprint());
        } catch (IOException e) {
            throw new StartFailure("%s cannot be written: free some space.".formatted(file), e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StartFailure("%s cannot be removed: remove it.".formatted(file), e);
        }
    }

    /** Size and time of each file of the program: cheap, and another build has others. */
    private String fingerprint() throws IOException {
        try (Stream<Path> files = Files.walk(jar.getParent())) {
            var parts = files.filter(Files::isRegularFile).sorted().map(ProvisionNote::described);
            var all = Stream.concat(parts, Stream.of(keys)).toList();
            return digest(all);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String described(Path file) {
        try {
            return "%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(List<String> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            parts.forEach(part -> digest.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
