package dev.holdfast.kit.probe;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Adds one to the tally of the person it is about, unless that is not there or not at the timer's
 * generation. Its payload says how it catches up, or that it fails.
 */
@Singleton
public class ProbeTimer implements TimerHandler {

    public final List<DueTimer> fired = new CopyOnWriteArrayList<>();

    /** From being due to being committed. */
    public final Queue<Duration> taken = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return switch (timer.payload()) {
            case "day" -> new CatchUp.SameDay(ZoneOffset.UTC);
            case "note" -> new CatchUp.WithNote(Duration.ofHours(1));
            case "hour" -> new CatchUp.Within(Duration.ofHours(1));
            default -> new CatchUp.Always();
        };
    }

    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return TallyStore.total(work, Long.parseLong(subject));
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        TallyStore.add(work, Long.parseLong(firing.timer().subject()), 1);
        if ("poison".equals(firing.timer().payload())) {
            throw new ArithmeticException("planted");
        }
        work.afterCommit(() -> {
            fired.add(firing);
            taken.add(Duration.between(firing.timer().due(), Clock.systemUTC().instant()));
        });
    }
}
