package dev.holdfast.gateway.usage;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.order.OrderHandler;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.OrderOutcome;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for the service that takes summaries; the gateway under test offers it itself. */
@Singleton
public class UsageInbox implements OrderHandler<UsageSummary> {

    private final List<UsageSummary> taken = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    @Override
    public String kind() {
        return UsageDelivery.KIND;
    }

    @Override
    public Class<UsageSummary> payload() {
        return UsageSummary.class;
    }

    @Override
    public OrderOutcome take(String from, UsageSummary summary, UnitOfWork work) {
        if (away) {
            throw new Unavailable("a test has it so", new IllegalStateException());
        }
        work.afterCommit(() -> taken.add(summary));
        return new OrderOutcome.Done();
    }

    void away(boolean isAway) {
        away = isAway;
    }

    /** How often commands of that path were told as done. */
    int done(String path) {
        return taken.stream()
                .flatMap(summary -> summary.commands().stream())
                .filter(command -> command.path().equals(path) && command.guild().value() == 0)
                .mapToInt(UsageSummary.Command::done)
                .sum();
    }
}
