package dev.holdfast.kit.probe;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for a sign before it adds to the member's tally; fails as often as it is told. */
@Singleton
public class Ponder implements SlowCommand<Long> {

    public final Semaphore signs = new Semaphore(0);
    public final AtomicInteger begun = new AtomicInteger();
    public final AtomicInteger interrupted = new AtomicInteger();
    public final AtomicInteger failures = new AtomicInteger();

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("ponder", "Adds to your tally after some thought")
                .option(OptionSpec.required("by", "how much to add", OptionType.WHOLE))
                .slow(Duration.ofSeconds(30));
    }

    @Override
    public Long prepare(Invocation invocation, Progress progress) throws InterruptedException {
        begun.incrementAndGet();
        progress.reached(1, 4);
        try {
            if (!signs.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no sign came");
            }
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw e;
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ArithmeticException("planted");
        }
        return invocation.whole("by").orElseThrow();
    }

    @Override
    public Reply complete(Invocation invocation, Long prepared, UnitOfWork work) {
        var total = TallyStore.add(work, work.user().value(), prepared);
        return prepared == 13 ? Reply.refuse("not 13") : Reply.say("total " + total);
    }
}
