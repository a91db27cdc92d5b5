package dev.holdfast.smoke.chaos;

import dev.holdfast.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** What the economy's rows say, read in plain SQL past the service. */
final class Ledger {

    private static final String BOOKED =
            """
            select t.operation, t.reason, t.amount, t.guild_id::text as guild,
                   payer.user_id::text as payer, payee.user_id::text as payee
            from economy.transfer t
            left join economy.member_account payer
              on payer.guild_id = t.guild_id and payer.account_id = t.from_account
            left join economy.member_account payee
              on payee.guild_id = t.guild_id and payee.account_id = t.to_account
            where t.reason <> 'ledger.start'
            """;
    private static final String SUMS =
            "select sum(balance)::bigint from economy.account group by guild_id";
    private static final String UNATTRIBUTED = "select count(*) from economy.unattributed_change";

    private final Jdbi jdbi;

    Ledger(EmbeddedPostgres postgres) {
        this.jdbi = Jdbi.create(postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
    }

    /** A movement that somebody's operation made. */
    record Booked(
            String operation,
            String reason,
            long amount,
            String guild,
            String payer,
            String payee) {

        boolean pays(PersonRequest errand) {
            return reason.equals("wallet.pay")
                    && guild.equals(errand.where().guild())
                    && errand.user().equals(payer)
                    && errand.payee().equals(payee)
                    && amount == errand.amount();
        }
    }

    /** By operation key; more than one in a list were booked for one command. */
    Map<String, List<Booked>> booked() {
        return jdbi
                .withHandle(handle ->
                        handle.createQuery(BOOKED)
                                .map((row, _) ->
                                        new Booked(
                                                row.getString("operation"),
                                                row.getString("reason"),
                                                row.getLong("amount"),
                                                row.getString("guild"),
                                                row.getString("payer"),
                                                row.getString("payee")))
                                .list())
                .stream()
                .collect(Collectors.groupingBy(Booked::operation));
    }

    /** What each guild's accounts come to. */
    List<Long> sums() {
        return jdbi.withHandle(handle -> handle.createQuery(SUMS).mapTo(Long.class).list());
    }

    /** Changes that no operation explains. */
    long unattributed() {
        return jdbi.withHandle(handle -> handle.createQuery(UNATTRIBUTED).mapTo(Long.class).one());
    }
}
