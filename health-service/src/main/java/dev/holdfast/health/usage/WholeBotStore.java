package dev.holdfast.health.usage;

import dev.holdfast.kit.database.WorkerConnection;
import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Reads the whole bot's usage; throws {@link Unavailable} while PostgreSQL is away. */
@Singleton
record WholeBotStore(WorkerConnection worker) {

    /** Everybody's counts have the guild of direct messages. */
    static final GuildId EVERYBODY = GuildId.DIRECT;

    private static final int MOST_WORDS = 5;

    UsageFigures figures(TimeRange range) {
        return worker.commit(handle ->
                UsageFigures.of(
                        UsageStore.days(handle, EVERYBODY, range),
                        UsageStore.members(handle, EVERYBODY, range),
                        UsageStore.satisfactionEverywhere(handle, range)));
    }

    Growth growth(TimeRange range) {
        return worker.commit(handle ->
                new Growth(
                        UsageStore.servers(handle, range, range.before().from()),
                        UsageStore.size(handle),
                        UsageStore.words(handle, range.from(), MOST_WORDS)));
    }

    List<UsageStore.MinuteRow> minutes(Instant from) {
        return worker.commit(handle -> UsageStore.minutes(handle, from));
    }
}
