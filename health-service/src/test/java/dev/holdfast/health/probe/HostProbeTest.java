package dev.holdfast.health.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProbeTest {

    private static final int ANY_LOAD = 10_000;

    @TempDir Path folder;

    @Test
    void aDiskWithRoomIsWell() {
        assertEquals(Verdict.WELL, measure(0, folder.toString()).verdict());
    }

    @Test
    void aDiskWithLessRoomThanWantedIsNot() {
        var measured = measure(101, folder.toString());
        assertEquals(Verdict.DEGRADED, measured.verdict());
        assertTrue(measured.detail().contains(folder.toString()), measured::detail);
    }

    @Test
    void aDiskThatCannotBeSeenIsUnknownAndNeverWell() {
        var measured = measure(0, folder.toString(), "/no/such/volume/anywhere");
        assertEquals(Verdict.UNKNOWN, measured.verdict());
        assertTrue(measured.detail().contains("/no/such/volume"), measured::detail);
    }

    @Test
    void aFolderThatIsYetToBeMadeIsOnTheDiskAboveIt() {
        assertEquals(Verdict.WELL, measure(0, folder.resolve("later").toString()).verdict());
    }

    private static Measurement measure(int leastFree, String... volumes) {
        return new HostProbe(List.of(volumes), leastFree, ANY_LOAD, Clock.systemUTC()).measure();
    }
}
