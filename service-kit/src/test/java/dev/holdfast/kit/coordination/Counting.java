package dev.holdfast.kit.coordination;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A job that notes for which instants it ran, and fails where it is told to. */
final class Counting implements Job {

    private final String name;
    private final Schedule schedule;
    private final CatchUp catchUp;
    private final List<Instant> ran = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    Counting(String name, Schedule schedule, CatchUp catchUp) {
        this.name = name;
        this.schedule = schedule;
        this.catchUp = catchUp;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public CatchUp catchUp() {
        return catchUp;
    }

    @Override
    public void run(Instant scheduledFor) {
        ran.add(scheduledFor);
        if (failing) {
            throw new IllegalStateException("told to fail");
        }
    }

    List<Instant> ran() {
        return List.copyOf(ran);
    }

    void failing(boolean now) {
        failing = now;
    }
}
