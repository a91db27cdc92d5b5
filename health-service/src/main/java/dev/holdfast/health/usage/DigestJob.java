package dev.holdfast.health.usage;

import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.progress.Progress;
import dev.holdfast.kit.protocol.AlertEffect;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Once a week tells operators how the bot was used, each week once. */
@Singleton
record DigestJob(WholeBotStore usage, Digest digest, UnitsOfWork units, Effects effects)
        implements Job {

    private static final String NAME = "usage-digest";
    private static final int WEEK = 7;
    private static final UserId NOBODY = new UserId(0);

    @Override
    public String name() {
        return NAME;
    }

    /** On Thursdays, with which the epoch began. */
    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofDays(WEEK));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    @Override
    public void run(Instant scheduledFor, Progress progress) {
        var week = TimeRange.last(WEEK, scheduledFor.minus(1, ChronoUnit.DAYS));
        var month = TimeRange.last(UsageCommand.DAYS, scheduledFor);
        var text =
                digest.of(usage.figures(week), usage.figures(week.before()), usage.growth(month));
        var key = OperationKey.of(NAME + ":" + scheduledFor);
        var request = new Request(key, GuildId.DIRECT, NOBODY, NAME, RequestHash.of(key.value()));
        units.execute(
                request,
                Boolean.class,
                work -> {
                    effects.order(work, EffectRequest.effect(new AlertEffect.TellOperators(text)));
                    return true;
                });
    }
}
