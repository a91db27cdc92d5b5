package dev.holdfast.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.sandbox.SandboxSettings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir Path folder;

    private World open(Path data, Map<String, String> more) {
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(SandboxSettings.class)
                        .withDefaultValue("sandbox.data", data.toString())
                        .withDefaultValue("sandbox.log-dir", data.toString());
        more.forEach(config::withDefaultValue);
        var settings = config.build().getConfigMapping(SandboxSettings.class);
        var world = new World(settings, new Snowflakes(Clock.systemUTC()), Clock.systemUTC());
        world.restore();
        return world;
    }

    private World open(Path data) {
        return open(data, Map.of());
    }

    /** What a kill leaves behind: the files as they are at this moment. */
    private Path killed() throws IOException {
        var copy = Files.createTempDirectory(folder.getParent(), "killed");
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static User user(World world, String name) {
        return world.change(() -> world.users.put(new User(world.nextId(), name, name, false)));
    }

    private static Message message(World world, Snowflake channel, String content) {
        return world.change(() ->
                world.messages.put(
                        new Message(
                                world.nextId(),
                                channel,
                                new Snowflake(1),
                                0,
                                MessageBody.text(content, Mentions.NONE),
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null)));
    }

    @Test
    void everyChangeThatReturnedOutlivesAKill() throws IOException {
        var world = open(folder);
        var kept = user(world, "kept");
        var gone = user(world, "gone");
        var said = message(world, new Snowflake(7), "said");
        world.change(() -> world.users.remove(gone));
        var again = open(killed());
        assertEquals(List.of(kept), List.copyOf(again.users.all()));
        assertEquals(said, again.messages.find(new Snowflake(7), said.id()).orElseThrow());
        assertTrue(again.nextId().compareTo(said.id()) > 0);
    }

    @Test
    void aTornLastLineIsForgotten() throws IOException {
        var world = open(folder);
        var kept = user(world, "kept");
        var left = killed();
        Files.writeString(
                left.resolve("journal-1.jsonl"),
                "{\"table\":\"user\",\"put\":{\"id\":\"5",
                StandardOpenOption.APPEND);
        assertEquals(List.of(kept), List.copyOf(open(left).users.all()));
    }

    @Test
    void aDamagedLineInTheMiddleStopsTheStart() throws IOException {
        var world = open(folder);
        user(world, "kept");
        var left = killed();
        Files.writeString(
                left.resolve("journal-1.jsonl"),
                "nonsense\n{\"table\":\"user\",\"drop\":\"5\"}\n",
                StandardOpenOption.APPEND);
        assertThrows(UncheckedIOException.class, () -> open(left));
    }

    @Test
    void aLongJournalIsFoldedIntoASnapshot() throws IOException {
        var world = open(folder, Map.of("sandbox.compact-at", "2000"));
        for (var number = 0; number < 50; number++)
            message(world, new Snowflake(7), "number " + number);
        world.maintain();
        message(world, new Snowflake(7), "after");
        assertFalse(Files.exists(folder.resolve("journal-1.jsonl")));
        var again = open(killed());
        assertEquals(51, again.messages.in(new Snowflake(7)).size());
    }

    @Test
    void aChannelKeepsItsNewestMessages() {
        var world = open(folder, Map.of("sandbox.history", "10"));
        for (var number = 0; number < 25; number++)
            message(world, new Snowflake(7), "number " + number);
        assertEquals(10, world.messages.in(new Snowflake(7)).size());
        assertEquals(
                "number 24",
                world.messages.latest(new Snowflake(7), 1).getFirst().body().content());
    }

    @Test
    void aFolderBelongsToOneSandbox() {
        open(folder);
        assertThrows(IllegalStateException.class, () -> open(folder));
    }
}
