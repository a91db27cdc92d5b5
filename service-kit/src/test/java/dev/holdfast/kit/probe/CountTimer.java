package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import java.util.OptionalLong;

/** Counts in the tally of the person it is about how often it ran; no bean, for other processes. */
public final class CountTimer implements TimerHandler {

    private final Runnable counted;

    /** With what is to be told of each that ran. */
    public CountTimer(Runnable counted) {
        this.counted = counted;
    }

    @Override
    public String name() {
        return "count";
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return OptionalLong.of(0);
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        TallyStore.add(work, Long.parseLong(firing.timer().subject()), 1);
        counted.run();
    }
}
