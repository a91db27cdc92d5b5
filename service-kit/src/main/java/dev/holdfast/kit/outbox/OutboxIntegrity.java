package dev.holdfast.kit.outbox;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.stream.Collectors;

/** Each effect and order that waits can be read by today's records. */
@Singleton
final class OutboxIntegrity implements IntegrityCheck {

    private static final int MOST_NAMED = 5;

    private final OutboxMessageStore messages;

    OutboxIntegrity(OutboxMessageStore messages) {
        this.messages = messages;
    }

    @Override
    public String name() {
        return "stored-effects-can-be-read";
    }

    @Override
    public String table() {
        return "outbox";
    }

    @Override
    public Finding check(UnitOfWork work) {
        var faults = new ArrayList<String>();
        var rows = messages.unreadable(work, faults::add);
        return faults.isEmpty()
                ? new Finding.Sound(rows)
                : new Finding.Broken(
                        "%d of %d effects cannot be read: %s"
                                .formatted(
                                        faults.size(),
                                        rows,
                                        faults.stream()
                                                .limit(MOST_NAMED)
                                                .collect(Collectors.joining(", "))));
    }
}
