package dev.holdfast.smoke.chaos;

import dev.holdfast.embedded.EmbeddedServer;
import dev.holdfast.smoke.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Every 3 to 7 s something bad, every kind as often as any other, in the seed's order. */
final class RandomDisturbances implements Disturbance {

    private static final Logger LOG = Logger.getLogger(RandomDisturbances.class);

    /** Of different kinds; one takes up to 13 s. */
    private static final int ENOUGH = 5;

    private final ChaosFleet scene;
    private final Duration halted;
    private final Random random;
    private final List<Trick> bag = new ArrayList<>();
    private final Map<String, Integer> done = new ConcurrentSkipListMap<>();

    RandomDisturbances(ChaosFleet scene, ChaosSettings settings) {
        this.scene = scene;
        this.halted = settings.lease().multipliedBy(2);
        this.random = new Random(~settings.seed());
    }

    /** Something bad that is over when it returns. */
    private record Trick(String name, Runnable deed) {}

    @Override
    public Map<String, Integer> done() {
        return Collections.unmodifiableMap(done);
    }

    @Override
    public boolean isEnough() {
        return done.size() >= ENOUGH;
    }

    /** Everything runs again when it returns. */
    @Override
    public void make(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            Pause.of(Duration.ofMillis(3_000 + random.nextInt(4_000)));
            if (over.getAsBoolean()) {
                return;
            }
            var trick = next();
            var begun = System.nanoTime();
            trick.deed().run();
            done.merge(trick.name(), 1, Integer::sum);
            LOG.infof("%-40s %.1f s", trick.name(), (System.nanoTime() - begun) / 1e9);
        }
    }

    private Trick next() {
        if (bag.isEmpty()) {
            bag.addAll(all());
            Collections.shuffle(bag, random);
        }
        return bag.removeLast();
    }

    private List<Trick> all() {
        var all = new ArrayList<Trick>();
        for (var service : scene.services()) {
            all.add(new Trick("kill -9 of " + service, () -> killed(service)));
            all.add(new Trick("halt of " + service, () -> halted(service)));
        }
        all.add(new Trick("kill -9 of PostgreSQL", () -> killed(scene.postgres())));
        all.add(
                new Trick(
                        "halt of PostgreSQL",
                        () -> between(scene.postgres()::pause, scene.postgres()::resume)));
        all.add(new Trick("kill -9 of Redis", () -> killed(scene.redis())));
        all.add(
                new Trick(
                        "halt of Redis",
                        () -> between(scene.redis()::pause, scene.redis()::resume)));
        for (var cable : scene.cables()) {
            all.add(new Trick("cut of " + cable, () -> between(cable::cut, cable::mend)));
        }
        return all;
    }

    private void killed(ServiceProcess service) {
        service.kill();
        Pause.of(Duration.ofMillis(random.nextInt(2_000)));
        service.startAgain();
    }

    private void killed(EmbeddedServer server) {
        server.kill();
        Pause.of(Duration.ofMillis(random.nextInt(2_000)));
        server.restart();
    }

    private void halted(ServiceProcess service) {
        between(service::pause, service::resume);
    }

    private void between(Runnable begin, Runnable end) {
        begin.run();
        Pause.of(halted);
        end.run();
    }
}
