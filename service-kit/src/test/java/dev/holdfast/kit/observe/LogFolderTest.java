package dev.holdfast.kit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFolderTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path dir;

    private final Hands clock = new Hands();

    /** A clock that is moved by hand. */
    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void eachSystemHasAFileOfItsOwn() throws IOException {
        var folder = folder(30, 1_000_000);
        folder.append("bot", "hello\n");
        folder.append("shop", "sold\n");
        folder.append("role_connections", "rule 1 is saved\n");
        folder.append("../escape", "no name of a system\n");
        folder.flush();
        assertEquals("hello\n", read("bot.log"));
        assertEquals("sold\n", read("shop.log"));
        assertEquals("rule 1 is saved\n", read("role_connections.log"));
        assertEquals("no name of a system\n", read("service.log"));
    }

    @Test
    void eachDayHasAFileOfItsOwnAndThirtyAreKept() throws IOException {
        var folder = folder(30, 1_000_000);
        for (var day = 0; day < 40; day++) {
            folder.append("bot", "day " + day + "\n");
            folder.flush();
            clock.advance(Duration.ofDays(1));
        }
        assertEquals("day 39\n", read("bot.log"));
        assertEquals("day 38\n", read("bot.2026-12-29.1.log"));
        assertEquals(31, names().size(), names().toString());
    }

    @Test
    void yesterdaysFileOfAProcessThatDiedGetsYesterdaysName() throws IOException {
        var before = folder(30, 1_000_000);
        before.append("bot", "before\n");
        before.flush();
        Files.setLastModifiedTime(
                dir.resolve("bot.log"), java.nio.file.attribute.FileTime.from(clock.instant()));
        clock.advance(Duration.ofDays(1));
        var after = folder(30, 1_000_000);
        after.append("bot", "after\n");
        after.flush();
        assertEquals("before\n", read("bot.2026-11-21.1.log"));
        assertEquals("after\n", read("bot.log"));
    }

    @Test
    void theOldestGoWhenTheyAreTooManyBytes() throws IOException {
        var folder = folder(30, 20_000);
        for (var line = 0; line < 200; line++) {
            folder.append("bot", "x".repeat(999) + "\n");
            folder.flush();
        }
        var size = 0L;
        for (var name : names()) {
            size += Files.size(dir.resolve(name));
        }
        assertTrue(size <= 22_000, size + " bytes in " + names());
        assertTrue(size > 15_000, size + " bytes in " + names());
    }

    @Test
    void aFullDiskCostsLinesAndSaysHowMany() throws IOException {
        assumeTrue(Files.exists(FULL), "no /dev/full here: the test is skipped");
        Files.createSymbolicLink(dir.resolve("bot.log"), FULL);
        var folder = folder(30, 1_000_000);
        folder.append("bot", "lost\n");
        folder.append("shop", "sold\n");
        folder.append("role_connections", "rule 1 is saved\n");
        assertEquals(List.of("bot"), folder.flush());
        folder.append("bot", "lost too\n");
        assertEquals(List.of(), folder.flush());
        assertEquals(2, folder.lost());
        assertEquals("sold\n", read("shop.log"));
        assertEquals("rule 1 is saved\n", read("role_connections.log"));

        Files.delete(dir.resolve("bot.log"));
        clock.advance(Duration.ofSeconds(6));
        folder.append("bot", "back\n");
        assertEquals(List.of(), folder.flush());
        assertEquals("2 lines were lost here\nback\n", read("bot.log"));
        assertEquals(0, folder.lost());
    }

    private LogFolder folder(int days, long bytes) {
        return new LogFolder(dir, days, bytes, clock);
    }

    private String read(String name) throws IOException {
        return Files.readString(dir.resolve(name));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(dir)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }
}
