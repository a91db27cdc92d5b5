package dev.holdfast.backup.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.testing.TestLoops;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocationHealthTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void oneThatIsAwayIsNamedAndTheOthersAreInReach(@TempDir Path data) throws IOException {
        var near = new FolderLocation("folder:near", data.resolve("near"));
        var far = new FolderLocation("folder:far", data.resolve("far"));
        near.prepare();
        far.prepare();
        var archive =
                new Archive(
                        List.of(near, far),
                        () -> {
                            throw new IllegalStateException("no key is needed to look");
                        },
                        _ -> {});
        var health = new LocationHealth(archive, TestLoops.loops(), metrics);
        health.look();
        assertEquals(Status.UP, health.call().getStatus());
        Files.delete(data.resolve("far"));
        health.look();
        assertEquals(1, up("folder:near"));
        assertEquals(0, up("folder:far"));
        var said = health.call();
        assertEquals(Status.DOWN, said.getStatus());
        assertEquals("[folder:far]", said.getData().orElseThrow().keySet().toString());
        far.prepare();
        health.look();
        assertEquals(1, up("folder:far"));
    }

    private double up(String location) {
        return metrics.get("holdfast.backup.location.up").tag("location", location).gauge().value();
    }
}
