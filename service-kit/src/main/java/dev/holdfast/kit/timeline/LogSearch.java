package dev.holdfast.kit.timeline;

import dev.holdfast.kit.protocol.OperationKey;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks for an operation key in this process's log files. Secrets are kept out of those when they
 * are written. Safe for any thread; one search at a time.
 */
@Singleton
final class LogSearch {

    private static final int MOST_LINES = 500;
    private static final int LONGEST_LINE = 1_000;
    private static final long MOST_BYTES = 1_000_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** A file's last line may be written a moment after what it tells of. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final int STAMP = "yyyy-MM-dd HH:mm:ss.SSS".length();
    private static final DateTimeFormatter STAMPED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final Path folder;

    LogSearch(@ConfigProperty(name = "holdfast.log.dir") Path folder) {
        this.folder = folder;
    }

    private record File(Path path, long size, FileTime changed) {}

    /** Every line that carries a key, of as many files as can be read within some seconds. */
    synchronized LogLines of(List<OperationKey> keys) {
        var earliest = keys.stream().map(OperationKey::issuedAt).min(Comparator.naturalOrder());
        var search = new Search(keys);
        for (var file : files(earliest.orElse(Instant.EPOCH))) {
            search.through(file);
        }
        return search.found();
    }

    /** Those that were written to since, the newest first. */
    private List<File> files(Instant since) {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().contains(".log"))
                    .map(LogSearch::file)
                    .filter(file -> file.changed().toInstant().isAfter(since.minus(LATE)))
                    .sorted(Comparator.comparing(File::changed).reversed())
                    .toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }

    private static File file(Path path) {
        try {
            return new File(path, Files.size(path), Files.getLastModifiedTime(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One search, and how much it may still read. */
    private static final class Search {

        private final Set<String> keys;
        private final List<LogLines.Line> lines = new ArrayList<>();
        private final long started = System.nanoTime();
        private long bytes;
        private boolean complete = true;

        Search(List<OperationKey> keys) {
            this.keys = keys.stream().map(OperationKey::value).collect(Collectors.toSet());
        }

        void through(File file) {
            bytes += file.size();
            if (bytes > MOST_BYTES) {
                complete = false;
                return;
            }
            // Unlike Files.newBufferedReader this one goes on behind a half-written letter.
            try (var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    Files.newInputStream(file.path()), StandardCharsets.UTF_8))) {
                for (var line = reader.readLine(); line != null && mayGoOn(); ) {
                    look(file, line);
                    line = reader.readLine();
                }
            } catch (IOException _) { // removed meanwhile
                complete = false;
            }
        }

        private boolean mayGoOn() {
            complete &=
                    lines.size() < MOST_LINES && System.nanoTime() - started < LONGEST.toNanos();
            return complete;
        }

        private void look(File file, String line) {
            if (carriesKey(line)) {
                stamp(line)
                        .ifPresent(at ->
                                lines.add(
                                        new LogLines.Line(
                                                at,
                                                file.path().getFileName().toString(),
                                                line.substring(
                                                                STAMP,
                                                                Math.min(
                                                                        line.length(),
                                                                        STAMP + LONGEST_LINE))
                                                        .strip())));
            }
        }

        /** Word by word, so that many keys cost no more than one. */
        private boolean carriesKey(String line) {
            var start = 0;
            for (var end = 0; end <= line.length(); end++) {
                if (end == line.length() || !isOfKey(line.charAt(end))) {
                    if (end > start && keys.contains(line.substring(start, end))) {
                        return true;
                    }
                    start = end + 1;
                }
            }
            return false;
        }

        private static boolean isOfKey(char letter) {
            return (letter >= '0' && letter <= '9')
                    || (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || letter == '-'
                    || letter == ':'
                    || letter == '.';
        }

        private static Optional<Instant> stamp(String line) {
            try {
                return line.length() < STAMP
                        ? Optional.empty()
                        : Optional.of(
                                LocalDateTime.parse(line.substring(0, STAMP), STAMPED)
                                        .atZone(ZoneId.systemDefault())
                                        .toInstant());
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }

        LogLines found() {
            lines.sort(Comparator.comparing(LogLines.Line::at));
            return new LogLines(lines, complete);
        }
    }
}
