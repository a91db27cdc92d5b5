package dev.holdfast.kit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of errors after a restart. */
class ErrorsTest {

    private static final OperationKey FIRST = OperationKey.of("1197245631488000001");
    private static final OperationKey LAST = OperationKey.of("1197245631488000002");
    private static final int KINDS = 400;
    private static final int WRITES = 200;
    private static final int LINE = 10;

    @TempDir Path dir;

    private record Settings(Path dir, String format, int days, int megabytes)
            implements LogSettings {}

    @Test
    void aRestartForgetsNoKindAndGoesOnCounting() {
        var before = errors(dir);
        see(before, "holdfast.shop", FIRST);
        see(before, "holdfast.bank", FIRST);
        see(before, "holdfast.shop", LAST);
        before.keep();
        var after = errors(dir);
        assertEquals(before.all(), after.all());
        see(after, "holdfast.shop", LAST);
        var shop = after.all().getFirst();
        assertEquals(3, shop.count());
        assertEquals("shop", shop.system());
        assertEquals(FIRST.value(), shop.first().operation());
        assertEquals(LAST.value(), shop.last().operation());
    }

    @Test
    void aTornFileCostsItsOwnCountsAndNothingElseAndIsKeptAside() throws IOException {
        var whole = errors(dir);
        see(whole, "holdfast.shop", FIRST);
        whole.keep();
        var file = dir.resolve("errors.json");
        var text = Files.readString(file);
        for (var torn :
                List.of(
                        "",
                        "\0".repeat(300),
                        text.substring(0, text.length() / 2),
                        text + text,
                        "null",
                        "[null]",
                        "[{}]",
                        "[{\"frames\":[],\"count\":1}]")) {
            Files.writeString(file, torn);
            var after = errors(dir);
            assertEquals(List.of(), after.all(), torn);
            after.tell();
            assertEquals(torn, Files.readString(dir.resolve("errors.json.unreadable")));
            assertFalse(Files.exists(file), torn);
            see(after, "holdfast.bank", LAST);
            after.keep();
            assertEquals(1, errors(dir).all().size(), torn);
        }
    }

    /** As it is seen at any instant a process that dies in it leaves it. */
    @Test
    void theFileIsWholeAtEveryInstant() throws Exception {
        var errors = errors(dir);
        for (var kind = 0; kind < KINDS; kind++) {
            see(errors, "holdfast.kind" + kind, FIRST);
        }
        errors.keep();
        var writing =
                Thread.ofPlatform()
                        .start(() -> {
                            for (var again = 0; again < WRITES; again++) {
                                see(errors, "holdfast.kind1", LAST);
                                errors.keep();
                            }
                        });
        while (writing.isAlive()) {
            var text = Files.readString(dir.resolve("errors.json"));
            assertTrue(text.startsWith("[{") && text.endsWith("}]"), "torn");
        }
        assertEquals(WRITES + 1, errors(dir).all().getFirst().count());
    }

    /** Each time in the middle of writing, since it does nothing else. */
    @Test
    @Tag("chaos")
    void aProcessThatIsKilledInTheMiddleOfWritingLosesNothingThatItHadWritten() throws Exception {
        var written = 0L;
        for (var round = 0; round < 5; round++) {
            var process = start();
            try (var said = process.inputReader()) {
                for (var line = 0; line < LINE + round; line++) {
                    written = Long.parseLong(said.readLine());
                }
                process.destroyForcibly().waitFor();
            }
            var known = errors(dir).all();
            assertEquals(KINDS, known.size(), "in round " + round);
            var counted = known.stream().mapToLong(KnownError::count).sum();
            assertTrue(counted >= written, counted + " of " + written);
        }
    }

    private Process start() throws IOException {
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        Writer.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Sees errors of all kinds, writes them, says how many there were, and so on. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] folder) {
            var errors = errors(Path.of(folder[0]));
            while (true) {
                for (var kind = 0; kind < KINDS; kind++) {
                    see(errors, "holdfast.kind" + kind, LAST);
                }
                errors.keep();
                var all = errors.all().stream().mapToLong(KnownError::count).sum();
                System.out.println("%010d".formatted(all));
            }
        }
    }

    private static Errors errors(Path folder) {
        return new Errors(
                new Settings(folder, "text", 30, 1_000),
                new ObjectMapper()
                        .registerModule(new JavaTimeModule())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS),
                TestSecrets.none(),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private static void see(Errors errors, String logger, OperationKey operation) {
        var record = new ExtLogRecord(Level.ERROR, "it broke", ErrorsTest.class.getName());
        record.setLoggerName(logger);
        try (var _ = LogContext.of(new GuildId(5), new UserId(6), "buy", operation)) {
            errors.see(record, "it broke", LogContext.here());
        }
    }
}
