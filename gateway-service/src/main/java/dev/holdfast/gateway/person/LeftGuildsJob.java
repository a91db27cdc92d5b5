package dev.holdfast.gateway.person;

import dev.holdfast.gateway.membership.KnownGuilds;
import dev.holdfast.kit.coordination.Job;
import dev.holdfast.kit.coordination.Schedule;
import dev.holdfast.kit.progress.Progress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Once an hour has those guilds forgotten that the bot left 30 days ago. */
@Singleton
record LeftGuildsJob(KnownGuilds guilds, ForgetOrders forgetting) implements Job {

    private static final int PAGE = 100;

    @Override
    public String name() {
        return "left-guilds";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Every(Duration.ofHours(1));
    }

    @Override
    public CatchUp catchUp() {
        return CatchUp.ONCE;
    }

    /** Ordered before it is noted: one that dies in between orders what is ordered already. */
    @Override
    public void run(Instant scheduledFor, Progress progress) {
        for (var page = guilds.forgettable(PAGE);
                !page.isEmpty();
                page = guilds.forgettable(PAGE)) {
            page.forEach(guild -> {
                progress.goOn();
                forgetting.order(guild);
                guilds.forgotten(guild);
            });
        }
    }
}
