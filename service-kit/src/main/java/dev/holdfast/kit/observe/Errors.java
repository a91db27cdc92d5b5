package dev.holdfast.kit.observe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.observe.KnownError.Sighting;
import dev.holdfast.kit.text.UserText;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Collects each kind of error once, with its count and its first and last occurrence. Keeps at most
 * 500 kinds and evicts the one seen least recently. Stored in a file beside the logs, so a restart
 * keeps them. Thread-safe.
 */
@Singleton
public final class Errors {

    private static final Logger LOG = Logger.getLogger("holdfast.log");
    private static final int MOST = 500;
    private static final int LONGEST_MESSAGE = 1_000;

    /** So long a kind is told once, with its stack; the file has the number all the same. */
    private static final Duration UNTIL_TOLD_AGAIN = Duration.ofHours(1);

    private final Path file;
    private final ObjectMapper json;
    private final Secrets secrets;
    private final Clock clock;
    private final MeterRegistry metrics;

    /** The one that was not seen for longest comes first. */
    private final LinkedHashMap<String, KnownError> known = new LinkedHashMap<>();

    private final Map<String, Instant> told = new HashMap<>();
    private boolean changed;
    private @Nullable IOException unread;

    Errors(
            LogSettings settings,
            ObjectMapper json,
            Secrets secrets,
            Clock clock,
            MeterRegistry metrics) {
        this.file = settings.dir().resolve("errors.json");
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.secrets = secrets;
        this.clock = clock;
        this.metrics = metrics;
        read().forEach(error -> known.put(error.fingerprint(), error));
        Gauge.builder("holdfast.errors.kinds", this, it -> it.all().size()).register(metrics);
        count(LogSystems.SERVICE, 0);
    }

    /** The one seen last comes first. */
    public synchronized List<KnownError> all() {
        return List.copyOf(known.sequencedValues().reversed());
    }

    /**
     * Takes note of an error.
     *
     * @param said its message
     * @return what to write behind its line; empty where it was told within the last hour
     */
    synchronized Optional<String> see(ExtLogRecord record, String said, Subject subject) {
        var message = message(said, record.getThrown());
        var fingerprint = Fingerprint.of(record);
        var now = clock.instant();
        var before = known.remove(fingerprint);
        var sighting = Sighting.of(now, subject);
        var error =
                before == null
                        ? first(fingerprint, record, message, sighting)
                        : before.again(message, sighting);
        known.put(fingerprint, error);
        changed = true;
        if (known.size() > MOST) {
            told.remove(known.pollFirstEntry().getKey());
        }
        count(error.system(), 1);
        var last = told.get(fingerprint);
        if (last != null && last.plus(UNTIL_TOLD_AGAIN).isAfter(now)) {
            return Optional.empty();
        }
        told.put(fingerprint, now);
        return Optional.of("    fingerprint=%s count=%d\n".formatted(fingerprint, error.count()));
    }

    private void count(String system, int times) {
        metrics.counter("holdfast.errors", "system", system).increment(times);
    }

    private static KnownError first(
            String fingerprint, ExtLogRecord record, String message, Sighting sighting) {
        var thrown = record.getThrown();
        return new KnownError(
                fingerprint,
                LogSystems.of(record.getLoggerName()),
                record.getLoggerName(),
                message,
                thrown == null ? "" : thrown.getClass().getName(),
                Fingerprint.frames(thrown),
                1,
                sighting,
                sighting);
    }

    private String message(String said, @Nullable Throwable thrown) {
        var whole = secrets.hidden(thrown == null ? said : said + ": " + thrown);
        return UserText.shorten(whole, LONGEST_MESSAGE);
    }

    /** Writes them to the file, if there is anything new; a full disk is tried again later. */
    void keep() {
        List<KnownError> all;
        synchronized (this) {
            if (!changed) {
                return;
            }
            changed = false;
            all = List.copyOf(known.values());
        }
        var next = file.resolveSibling("errors.json.next");
        try {
            Files.createDirectories(file.getParent());
            Files.write(next, json.writeValueAsBytes(all));
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            synchronized (this) {
                changed = true;
            }
        }
    }

    /** What a power cut has torn, or somebody's hand, costs its own counts and no start. */
    private List<KnownError> read() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            var read = json.readValue(file.toFile(), new TypeReference<List<KnownError>>() {});
            if (read == null || read.contains(null)) {
                throw new IOException("there is nothing in it");
            }
            return read;
        } catch (IOException e) {
            unread = e;
            return List.of();
        }
    }

    /**
     * Says so if the errors of before are lost; their file is kept aside for whoever can use it.
     */
    void tell() {
        var torn = unread;
        if (torn == null) {
            return;
        }
        var aside = file.resolveSibling("errors.json.unreadable");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            torn.addSuppressed(e);
        }
        LOG.warnf(torn, "errors are counted anew: errors.json was unreadable, see %s", aside);
        unread = null;
    }
}
