package dev.holdfast.kit.outbox;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.List;

/** What rows of effects and orders know of a person. */
final class OutboxPersonStore {

    private static final String FORGET =
            "update outbox set user_id = 0 where guild_id = :guild and user_id = :user and ordered_at <= :before";

    /** A dead letter waits for an operator only; what is about the person is given up. */
    private static final String FORGET_ASIDE =
            """
            delete from outbox
            where guild_id = :guild and aside_at is not null and ordered_at <= :before
              and (user_id = :user or target in ('member:' || :user::text, 'direct:' || :user::text)
                or starts_with(listener, 'order:')
                    and :user::text = any (regexp_split_to_array(effect::text, '[^0-9]+')))
            """;

    private static final String FORGET_ENDED =
            """
            update operation set command = 'effect (forgotten)'
            where guild_id = :guild and cause is not null and began_at <= :before
              and command like 'effect %' and :user::text = any (regexp_split_to_array(command, '[^0-9]+'))
            """;

    private OutboxPersonStore() {}

    /** How many rows that changed. */
    static int forget(UnitOfWork work, UserId user, Instant before) {
        var forgotten = 0;
        for (var statement : List.of(FORGET_ASIDE, FORGET, FORGET_ENDED)) {
            forgotten +=
                    work.handle()
                            .createUpdate(statement)
                            .bind("guild", work.guild().value())
                            .bind("user", user.value())
                            .bind("before", before)
                            .execute();
        }
        work.wrote(forgotten);
        return forgotten;
    }
}
