package dev.holdfast.economy.earning;

import dev.holdfast.economy.wallet.NextStep;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Buttons for what may be taken again by now. */
@Singleton
record NextEarning(EarningStore claims) implements NextStep {

    private static final Texts TEXTS = Texts.of(EarningFeature.NAME);

    @Override
    public List<Button> ready(Invocation invocation, UnitOfWork work) {
        var terms = work.settings(EarningSettings.KEY);
        var taken = claims.taken(work, invocation.user());
        var ready = new ArrayList<Button>();
        if (isReady(taken, DailyCommand.KIND, terms.dailyCooldown(), work.now())) {
            ready.add(Button.runs(TEXTS.say(invocation, "daily.button"), DailyCommand.KIND));
        }
        if (isReady(taken, WorkCommand.KIND, terms.workCooldown(), work.now())) {
            ready.add(Button.runs(TEXTS.say(invocation, "work.button"), WorkCommand.KIND));
        }
        return ready;
    }

    private static boolean isReady(
            Map<String, Instant> taken, String kind, Duration cooldown, Instant now) {
        var last = taken.get(kind);
        return last == null || !last.plus(cooldown).isAfter(now);
    }
}
