package dev.holdfast.kit.background;

import dev.holdfast.kit.command.IntegrityCheck;
import dev.holdfast.kit.database.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What always holds of the rows that wait to be claimed. */
final class BacklogChecks {

    private BacklogChecks() {}

    /** One of them: a statement that counts what breaks it and what was looked at. */
    private record BacklogCheck(String name, String table, String faults)
            implements IntegrityCheck {

        @Override
        public Finding check(UnitOfWork work) {
            return BacklogStore.look(work, faults);
        }
    }

    @Produces
    @Singleton
    static IntegrityCheck noTimerIsOverdue() {
        return new BacklogCheck("timers-run-when-due", "timer", BacklogStore.OVERDUE_TIMERS);
    }

    @Produces
    @Singleton
    static IntegrityCheck noEffectIsOverdue() {
        return new BacklogCheck("effects-are-delivered", "outbox", BacklogStore.OVERDUE_EFFECTS);
    }

    @Produces
    @Singleton
    static IntegrityCheck noTimerIsDead() {
        return new BacklogCheck("no-dead-timer", "timer", BacklogStore.DEAD_TIMERS);
    }

    @Produces
    @Singleton
    static IntegrityCheck noEffectIsDead() {
        return new BacklogCheck("no-dead-effect", "outbox", BacklogStore.DEAD_EFFECTS);
    }
}
