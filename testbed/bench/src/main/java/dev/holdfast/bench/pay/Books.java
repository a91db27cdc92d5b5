package dev.holdfast.bench.pay;

import java.sql.Connection;
import java.sql.SQLException;

/** Looks into both ledgers, as the database's superuser: what was measured must have happened. */
public final class Books {

    private static final String COUNT =
            """
            select (select sum(balance) from economy.account),
                   (select count(*) from economy.transfer where reason = 'wallet.pay'),
                   (select count(*) from economy.operation where command = 'pay' and reply is not null),
                   (select sum(balance) from floor.account),
                   (select count(*) from floor.transfer),
                   (select count(*) from floor.operation where reply is not null)
            """;

    private final Connection admin;

    public Books(Connection admin) {
        this.admin = admin;
    }

    /** Writes everything that is waiting to be written, so that each round starts alike. */
    public void settle() throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    /**
     * Compares the books with what the callers were told.
     *
     * @throws IllegalStateException where they differ
     */
    public String prove(long paidOverRest, long paidOnTheFloor) throws SQLException {
        try (var statement = admin.createStatement();
                var row = statement.executeQuery(COUNT)) {
            row.next();
            require("economy-service's accounts sum to", 0, row.getLong(1));
            require("economy-service's payments are", paidOverRest, row.getLong(2));
            require("economy-service's operations are", paidOverRest, row.getLong(3));
            require("the floor's accounts sum to", Floor.ALL_COINS, row.getLong(4));
            require("the floor's payments are", paidOnTheFloor, row.getLong(5));
            require("the floor's operations are", paidOnTheFloor, row.getLong(6));
        }
        return "%,d payments over REST and %,d on the floor, each answered and each once in its ledger; the guild's accounts sum to 0."
                .formatted(paidOverRest, paidOnTheFloor);
    }

    private static void require(String what, long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException("%s %d, not %d".formatted(what, found, expected));
        }
    }
}
