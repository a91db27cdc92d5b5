package dev.holdfast.kit.coordination;

import dev.holdfast.kit.progress.Progress;
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
    private volatile Middle middle = _ -> {};

    /** What it does in the middle of a run. */
    interface Middle {
        void run(Progress progress) throws InterruptedException;
    }

    void doing(Middle inTheMiddle) {
        middle = inTheMiddle;
    }

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
    public void run(Instant scheduledFor, Progress progress) throws InterruptedException {
        ran.add(scheduledFor);
        if (failing) {
            throw new IllegalStateException("told to fail");
        }
        progress.reached(1, 2);
        middle.run(progress);
    }

    List<Instant> ran() {
        return List.copyOf(ran);
    }

    void failing(boolean now) {
        failing = now;
    }
}
