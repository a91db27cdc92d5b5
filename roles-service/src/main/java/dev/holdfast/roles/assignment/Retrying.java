package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import dev.holdfast.kit.timer.Timers;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what Discord did not let us do, of roles that nothing hinders now: a page at once, so
 * that the event which allows it does not wait for all; the others by a timer. Safe for any thread.
 */
@Singleton
record Retrying(RoleEffects effects, Timers timers) implements TimerHandler {

    static final String KIND = "role-retry";
    static final int PAGE = 500;

    /** From the beginning; to be called when roles or the bot's place changed. */
    void retry(UnitOfWork work) {
        page(work, null);
    }

    private void page(UnitOfWork work, @Nullable MemberRole after) {
        var hierarchy = GrantStore.hierarchy(work);
        var roles =
                BlockedStore.roles(work).stream()
                        .filter(role -> hierarchy.flatMap(it -> it.hinders(role)).isEmpty())
                        .toList();
        if (roles.isEmpty()) {
            return;
        }
        var powerful = GrantStore.unapproved(work, roles).keySet();
        var retried = BlockedStore.retry(work, roles, powerful, after, PAGE);
        if (!retried.isEmpty()) {
            effects.pump(work);
        }
        if (retried.size() == PAGE) {
            timers.cancel(work, KIND, "");
            timers.schedule(work, new Timer(KIND, "", work.now(), 0, retried.getLast().toString()));
        }
    }

    @Override
    public String name() {
        return KIND;
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
        page(work, MemberRole.parse(firing.timer().payload()));
    }
}
