package dev.holdfast.sandbox.world;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the world and keeps its files in order. */
@ApplicationScoped
class JournalUpkeep {
    private static final Logger LOG = Logger.getLogger(JournalUpkeep.class);

    private final ScheduledExecutorService upkeep =
            Executors.newSingleThreadScheduledExecutor(
                    work -> Thread.ofPlatform().daemon().name("journal-upkeep").unstarted(work));

    void start(@Observes StartupEvent event, Seed seed, World world) {
        seed.plant();
        LOG.info(world.summary());
        var _ = upkeep.scheduleWithFixedDelay(() -> maintain(world), 1, 1, TimeUnit.SECONDS);
    }

    private static void maintain(World world) {
        try {
            world.maintain();
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "The sandbox's state could not be made durable; it is tried again every second",
                    e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        upkeep.shutdown();
    }

    @Produces
    @Singleton
    @io.quarkus.arc.DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
