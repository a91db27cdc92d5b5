package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.timer.CatchUp;
import dev.holdfast.kit.timer.DueTimer;
import dev.holdfast.kit.timer.Timer;
import dev.holdfast.kit.timer.TimerHandler;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/**
 * Opens the raid gate when it has been quiet for long enough. Else it renews the pause of invites,
 * which Discord ends by itself, and looks again later.
 */
@Singleton
record QuietTimer(RaidGate gate) implements TimerHandler {

    static final String NAME = "raid-quiet";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CatchUp catchUp(Timer timer) {
        return new CatchUp.Always();
    }

    @Override
    public OptionalLong generation(String subject, UnitOfWork work) {
        return RaidStore.find(work)
                .filter(RaidStore.Gate::closed)
                .map(it -> OptionalLong.of(it.generation()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public void run(DueTimer firing, UnitOfWork work) {
        var generation = firing.timer().generation();
        var quiet = work.settings(VerificationSettings.KEY).raidQuiet();
        var closed = RaidStore.find(work).orElseThrow();
        if (closed.kept() || work.now().isBefore(closed.busy().plus(quiet))) {
            gate.pauseInvites(work, generation);
            gate.lookAgain(work, closed);
            return;
        }
        gate.end(work, generation, null);
    }
}
