package dev.holdfast.kit.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The log files of a process, one a system, and those of earlier days as long as they may stay.
 * Bound to one thread.
 */
final class LogFolder {

    private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9_-]{0,29}");
    private static final Pattern EARLIER =
            Pattern.compile(
                    "[a-z][a-z0-9_-]{0,29}\\.([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([0-9]+)\\.log");
    private static final int MOST_SYSTEMS = 64;

    /** So that what is kept can be bounded by leaving out whole files. */
    private static final int LEAST_FILES = 20;

    private static final long LONGEST = 50_000_000;

    private final Path folder;
    private final int days;
    private final long bytes;
    private final Clock clock;
    private final Map<String, LogFile> files = new ConcurrentHashMap<>();

    private record Earlier(Path path, LocalDate day, int number, long size) {}

    /**
     * Touches nothing yet.
     *
     * @param days how long earlier ones are kept
     * @param bytes how large all earlier ones together may be
     */
    LogFolder(Path folder, int days, long bytes, Clock clock) {
        this.folder = folder;
        this.days = days;
        this.bytes = bytes;
        this.clock = clock;
    }

    void append(String system, String lines) {
        var named = files.get(system);
        (named == null ? open(system) : named).append(lines);
    }

    /**
     * Writes what was appended.
     *
     * @return the systems whose lines are lost from now on
     */
    List<String> flush() {
        var failed = new ArrayList<String>();
        var tidies = false;
        for (var file : files.entrySet()) {
            switch (file.getValue().flush()) {
                case WRITTEN, FAILING -> {}
                case ROTATED -> tidies = true;
                case FAILED -> failed.add(file.getKey());
            }
        }
        if (tidies) {
            tidy();
        }
        return failed;
    }

    /** How many lines could not be written since the last that could. */
    long lost() {
        return files.values().stream().mapToLong(LogFile::lost).sum();
    }

    void close() {
        files.values().forEach(LogFile::close);
    }

    /** Removes what is too old, and the oldest of what is too much. */
    void tidy() {
        try (var all = Files.list(folder)) {
            var oldest = LocalDate.ofInstant(clock.instant(), clock.getZone()).minusDays(days);
            var left = bytes;
            for (var file : newestFirst(all.toList())) {
                left -= file.size();
                if (left < 0 || file.day().isBefore(oldest)) {
                    Files.deleteIfExists(file.path());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            append(LogSystems.SERVICE, "earlier log files could not be removed: " + e + "\n");
        }
    }

    private static List<Earlier> newestFirst(List<Path> paths) throws IOException {
        var earlier = new ArrayList<Earlier>();
        for (var path : paths) {
            earlier(path).ifPresent(earlier::add);
        }
        earlier.sort(
                Comparator.comparing(Earlier::day).thenComparingInt(Earlier::number).reversed());
        return earlier;
    }

    private static Optional<Earlier> earlier(Path path) throws IOException {
        var name = EARLIER.matcher(path.getFileName().toString());
        return name.matches()
                ? Optional.of(
                        new Earlier(
                                path,
                                LocalDate.parse(name.group(1)),
                                Integer.parseInt(name.group(2)),
                                Files.size(path)))
                : Optional.empty();
    }

    /** A name that is no system's, and one system too many, are the service's. */
    private LogFile open(String system) {
        var fits = SYSTEM.matcher(system).matches() && files.size() < MOST_SYSTEMS;
        return files.computeIfAbsent(
                fits ? system : LogSystems.SERVICE,
                name ->
                        new LogFile(
                                folder.resolve(name + ".log"),
                                Math.min(LONGEST, bytes / LEAST_FILES),
                                clock));
    }
}
