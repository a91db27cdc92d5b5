package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.backup.postgres.Tuples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was forgotten is known in each location, whatever becomes of the database. */
final class TombstonesTest {

    private static final String ECONOMY = "economy";

    @TempDir(factory = InMemory.class)
    Path folder;

    @Test
    void eachLocationKnowsThemAndNoneIsLostByALaterList() throws IOException {
        var one = Sample.folder(folder.resolve("one"));
        var two = Sample.folder(folder.resolve("two"));
        var archive = Sample.archive(one, two);
        assertEquals(Map.of(), tombstones(archive).keep(ECONOMY, of(person(1, 7, 100))));
        // As after a fresh start with an empty database, of which one more is forgotten.
        tombstones(archive).keep(ECONOMY, of(person(1, 8, 50), person(1, 7, 90)));
        for (var location : List.of(one, two)) {
            var again = Sample.archive(location);
            assertEquals(List.of("1/7/100", "1/8/50"), words(again));
            assertEquals(List.of(), again.inspect(location.name()));
        }
    }

    @Test
    void aLocationThatIsAwayIsNamedAndTheOtherHasThem() throws IOException {
        var one = Sample.folder(folder.resolve("one"));
        var away =
                new WatchedLocation(Sample.folder(folder.resolve("two"))) {
                    @Override
                    void before(String path) throws IOException {
                        throw new IOException("the cable is cut");
                    }
                };
        var failed = tombstones(Sample.archive(one, away)).keep(ECONOMY, of(person(1, 7, 100)));
        assertEquals(List.of(away.name()), List.copyOf(failed.keySet()));
        assertEquals(List.of("1/7/100"), words(Sample.archive(one)));
    }

    @Test
    void aDamagedFileIsReplacedAndReadersAreTold() throws IOException {
        var one = Sample.folder(folder.resolve("one"));
        var archive = Sample.archive(one);
        tombstones(archive).keep(ECONOMY, of(person(1, 7, 100)));
        one.put(Layout.TOMBSTONES + ECONOMY, "nonsense".getBytes(StandardCharsets.US_ASCII));
        var said = new ArrayList<String>();
        tombstones(archive).keep("roles", of(person(1, 7, 100)));
        assertEquals(Set.of("roles"), tombstones(archive).all(said::add).keySet());
        assertTrue(said.getFirst().contains("does not say who was forgotten"), said::toString);
        tombstones(archive).keep(ECONOMY, of(person(1, 7, 100)));
        assertEquals(List.of("1/7/100"), words(archive));
    }

    private static ArchivedTombstones tombstones(Archive archive) {
        return new ArchivedTombstones(archive);
    }

    private static List<byte[]> of(byte[]... tuples) {
        return List.of(tuples);
    }

    private static byte[] person(long guild, long user, long at) {
        var tuple = ByteBuffer.allocate(Short.BYTES + 3 * (Integer.BYTES + Long.BYTES));
        tuple.putShort((short) 3);
        for (var value : List.of(guild, user, at)) {
            tuple.putInt(Long.BYTES).putLong(value);
        }
        return tuple.array();
    }

    private static List<String> words(Archive archive) {
        return tombstones(archive)
                .all(why -> {
                    throw new AssertionError(why);
                })
                .getOrDefault(ECONOMY, List.of())
                .stream()
                .map(it ->
                        "%d/%d/%d"
                                .formatted(
                                        Tuples.bigint(it, 0, 0),
                                        Tuples.bigint(it, 0, 1),
                                        Tuples.bigint(it, 0, 2)))
                .sorted()
                .toList();
    }
}
