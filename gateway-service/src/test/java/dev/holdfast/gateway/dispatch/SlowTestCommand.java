package dev.holdfast.gateway.dispatch;

import dev.holdfast.kit.command.SlowCommand;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A slow command of the gateway's own: waits for a sign. */
@Singleton
public class SlowTestCommand implements SlowCommand<String> {

    final Semaphore signs = new Semaphore(0);
    final AtomicInteger asked = new AtomicInteger();

    @Override
    public CommandSpec spec() {
        return CommandSpec.write("muse", "Thinks for a while").slow(Duration.ofSeconds(30));
    }

    @Override
    public String prepare(Invocation invocation, Progress progress) throws InterruptedException {
        return signs.tryAcquire(25, TimeUnit.SECONDS) ? "A thought." : "No sign came.";
    }

    @Override
    public Reply complete(Invocation invocation, String prepared, UnitOfWork work) {
        return Reply.say(prepared);
    }

    void hear(@Observes Invocation ran) {
        if (ran.path().value().equals("muse")) {
            asked.incrementAndGet();
        }
    }
}
