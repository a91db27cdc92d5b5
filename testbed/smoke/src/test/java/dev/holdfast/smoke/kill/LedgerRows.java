package dev.holdfast.smoke.kill;

import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.kit.protocol.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The ledger as its rows say it is, read in plain SQL past the service. */
final class LedgerRows {

    private static final String PAYMENTS =
            """
            select t.operation, payer.user_id as payer, payee.user_id as payee, t.amount, t.from_balance
            from economy.transfer t
            join economy.member_account payer
              on payer.guild_id = t.guild_id and payer.account_id = t.from_account
            join economy.member_account payee
              on payee.guild_id = t.guild_id and payee.account_id = t.to_account
            where t.guild_id = :guild and t.reason = 'wallet.pay'
            """;
    private static final String SUM =
            "select coalesce(sum(balance), 0)::bigint from economy.account where guild_id = :guild";
    private static final String BALANCE =
            """
            select a.balance
            from economy.member_account m join economy.account a using (guild_id, account_id)
            where m.guild_id = :guild and m.user_id = :member
            """;
    private static final String UNATTRIBUTED = "select count(*) from economy.unattributed_change";

    private final Jdbi jdbi;

    LedgerRows(EmbeddedPostgres postgres) {
        this.jdbi = Jdbi.create(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
    }

    /** A payment as it was booked. */
    record Booked(String operation, long payer, long payee, long amount, long leftOver) {}

    /** Each by its operation key; more than one in a list was paid more than once. */
    Map<String, List<Booked>> payments() {
        return jdbi
                .withHandle(handle ->
                        handle.createQuery(PAYMENTS)
                                .bind("guild", Payment.GUILD.value())
                                .map((row, _) -> booked(row))
                                .list())
                .stream()
                .collect(Collectors.groupingBy(Booked::operation));
    }

    long sumOfAccounts() {
        return number(SUM);
    }

    /** Changes that no operation explains. */
    long unattributed() {
        return jdbi.withHandle(handle -> handle.createQuery(UNATTRIBUTED).mapTo(Long.class).one());
    }

    long balance(UserId member) {
        return jdbi.withHandle(handle ->
                handle.createQuery(BALANCE)
                        .bind("guild", Payment.GUILD.value())
                        .bind("member", member.value())
                        .mapTo(Long.class)
                        .one());
    }

    private static Booked booked(ResultSet row) throws SQLException {
        return new Booked(
                row.getString("operation"),
                row.getLong("payer"),
                row.getLong("payee"),
                row.getLong("amount"),
                row.getLong("from_balance"));
    }

    private long number(String question) {
        return jdbi.withHandle(handle ->
                handle.createQuery(question)
                        .bind("guild", Payment.GUILD.value())
                        .mapTo(Long.class)
                        .one());
    }
}
