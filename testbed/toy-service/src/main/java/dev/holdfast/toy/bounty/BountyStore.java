package dev.holdfast.toy.bounty;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;

/** Which bounties were given, and what became of them. */
final class BountyStore {

    private static final String ADD =
            """
            insert into bounty (guild_id, operation, user_id, given_at)
            values (app_guild(), :operation, :user, work_now())
            """;
    private static final String HEARD =
            """
            update bounty set outcome = :outcome, heard = heard + 1
            where guild_id = app_guild() and operation = :operation
            """;

    private BountyStore() {}

    static void add(UnitOfWork work, String operation, UserId user) {
        work.write(
                1,
                work.handle()
                        .createUpdate(ADD)
                        .bind("operation", operation)
                        .bind("user", user.value()));
    }

    /** Whoever was forgotten meanwhile has none. */
    static void heard(UnitOfWork work, String operation, String outcome) {
        work.wrote(
                work.handle()
                        .createUpdate(HEARD)
                        .bind("operation", operation)
                        .bind("outcome", outcome)
                        .execute());
    }
}
