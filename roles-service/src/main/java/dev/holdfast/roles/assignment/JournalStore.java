package dev.holdfast.roles.assignment;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to members' roles; lines are only added. */
final class JournalStore {

    private static final String ADD =
            """
            insert into journal (guild_id, at, user_id, role_id, action, source, made_by, reason, operation)
            values (app_guild(), work_now(), :user, :role, :action, :source, :madeBy, :reason, app_operation())
            """;

    /** Under way, or done since; what an effect does, the audit log says, too. */
    private static final String IS_OURS =
            """
            select exists (
                select from assignment where guild_id = app_guild() and user_id = :user and role_id = :role and sent = :goal)
              or exists (
                select from journal where guild_id = app_guild() and user_id = :user and role_id = :role
                  and action = :action and at > :since)
            """;

    private JournalStore() {}

    /**
     * A line.
     *
     * @param source whose claim; {@code null}: it is about none
     * @param madeBy who did it; {@code null}: not known, or nobody
     */
    record Line(
            MemberRole of,
            Action action,
            @Nullable Source source,
            @Nullable UserId madeBy,
            String reason) {

        static Line of(MemberRole of, Action action, String reason) {
            return new Line(of, action, null, null, reason);
        }
    }

    /** What happened; the words stay the same for ever. */
    enum Action {
        CLAIMED,
        WITHDRAWN,
        VETOED,
        VETO_LIFTED,
        GIVEN,
        TAKEN,
        REFUSED,
        /** Somebody gave the role by hand. */
        GIVEN_BY_HAND,
        /** Somebody took the role by hand. */
        TAKEN_BY_HAND,
        /** What somebody did by hand was not what is wanted. */
        UNDONE,
        LEFT_ALONE,
        /** A claim's row was deleted by nobody's operation; the database itself says so. */
        LOST
    }

    static void add(UnitOfWork work, Line line) {
        add(work, List.of(line));
    }

    static void add(UnitOfWork work, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var batch = work.handle().prepareBatch(ADD);
        for (var line : lines) {
            batch.bind("user", line.of().user().value())
                    .bind("role", line.of().role().value())
                    .bind("action", ColumnNames.of(line.action()))
                    .bind("source", line.source() == null ? null : line.source().toString())
                    .bind("madeBy", line.madeBy() == null ? null : line.madeBy().value())
                    .bind("reason", line.reason())
                    .add();
        }
        work.wrote(Arrays.stream(batch.execute()).sum());
    }

    /**
     * Whether we did that to the role.
     *
     * @param since how long ago at most
     */
    static boolean isOurs(
            UnitOfWork work, MemberRole of, Action action, DesiredState goal, Instant since) {
        return work.handle()
                .createQuery(IS_OURS)
                .bind("user", of.user().value())
                .bind("role", of.role().value())
                .bind("goal", ColumnNames.of(goal))
                .bind("action", ColumnNames.of(action))
                .bind("since", since)
                .mapTo(Boolean.class)
                .one();
    }
}
