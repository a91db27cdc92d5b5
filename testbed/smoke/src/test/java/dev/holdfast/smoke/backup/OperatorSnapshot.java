package dev.holdfast.smoke.backup;

import dev.holdfast.smoke.chaos.Pause;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** An operator wants a snapshot of everything, and does not ask again where the service dies. */
record OperatorSnapshot(Operator operator) implements Operation {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int MOST_LOOKS = 5_000;

    @Override
    public void prepare() {}

    @Override
    public String run() throws InterruptedException {
        try {
            return take();
        } catch (IOException _) {
            return "killed";
        }
    }

    private String take() throws IOException, InterruptedException {
        var id = operator.take("test:" + Clock.systemUTC().instant());
        for (var look = 0; look < MOST_LOOKS; look++) {
            var taken = operator.all().stream().filter(each -> each.id() == id).findAny();
            if (taken.isPresent() && taken.get().isOver()) {
                return taken.get().state();
            }
            Pause.of(LOOK);
        }
        throw new AssertionError("snapshot %d does not end".formatted(id));
    }
}
