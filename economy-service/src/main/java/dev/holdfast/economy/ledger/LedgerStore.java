package dev.holdfast.economy.ledger;

import dev.holdfast.economy.ledger.Posting.Counterpart;
import dev.holdfast.kit.database.PersonalRows;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The ledger's rows: one round trip for each movement, decided in the database. */
@Singleton
final class LedgerStore {

    private static final String BALANCE =
            """
            select a.balance
            from member_account m join account a using (guild_id, account_id)
            where m.guild_id = app_guild() and m.user_id = :member
            """;
    private static final String OPEN =
            """
            select open_account(:member, :startingBalance)
            """;
    private static final String PAY =
            """
            select outcome, from_balance, to_balance
            from pay(:payer, :payee, :amount, :startingBalance, :reason, :memo)
            """;
    private static final String PAY_ALL =
            """
            select outcome, from_balance, to_balance
            from pay_all(:payers, :payees, :amounts, :reasons, :memos, :operations, :startingBalance)
            """;
    private static final String MINT =
            """
            select outcome, from_balance, to_balance
            from mint_coins(:member, :amount, :startingBalance, :reason, :memo)
            """;
    private static final String SINK =
            """
            select outcome, from_balance, to_balance
            from sink_coins(:member, :amount, :startingBalance, :reason, :memo)
            """;
    private static final String SET =
            """
            select outcome, from_balance, to_balance
            from set_coins(:member, :amount, :startingBalance, :reason, :memo)
            """;
    private static final String OLDER =
            """
            select p.transfer_id, p.amount, p.balance, p.reason, p.memo, p.made_at,
                   other.kind = 'member' as of_member, whose.user_id
            from posting p
            join account other on other.guild_id = p.guild_id and other.account_id = p.counterpart
            left join member_account whose
              on whose.guild_id = p.guild_id and whose.account_id = p.counterpart
            where p.guild_id = app_guild() and p.account_id = (select account_of(:member))
              and p.transfer_id < :before
            order by p.transfer_id desc
            limit :page
            """;
    private static final String NEWER =
            """
            select p.transfer_id, p.amount, p.balance, p.reason, p.memo, p.made_at,
                   other.kind = 'member' as of_member, whose.user_id
            from posting p
            join account other on other.guild_id = p.guild_id and other.account_id = p.counterpart
            left join member_account whose
              on whose.guild_id = p.guild_id and whose.account_id = p.counterpart
            where p.guild_id = app_guild() and p.account_id = (select account_of(:member))
              and p.transfer_id > :after
            order by p.transfer_id
            limit :page
            """;
    private static final String FORGET =
            """
            select forget_member(:member, :before)
            """;
    private static final String KEPT =
            """
            select exists (
                select from member_account m join account a using (guild_id, account_id)
                where m.guild_id = app_guild() and m.user_id = :member and a.opened_at <= :before)
            """;
    private static final String EXPORT_ACCOUNT =
            """
            select to_jsonb(kept) from (
                select a.balance, a.opened_at from member_account m join account a using (guild_id, account_id)
                where m.guild_id = app_guild() and m.user_id = :member) kept
            """;
    private static final String EXPORT_POSTINGS =
            """
            select to_jsonb(kept) from (
                select transfer_id, amount, balance, reason, memo, made_at from posting
                where guild_id = app_guild() and account_id = (select account_of(:member))
                order by transfer_id desc limit :most) kept
            """;

    /** An account and whose it is. */
    private static final int ROWS_OF_AN_ACCOUNT = 2;

    /** Both balances and the transfer. */
    private static final int ROWS_OF_A_TRANSFER = 3;

    OptionalLong balance(UnitOfWork work, UserId member) {
        return work.handle()
                .createQuery(BALANCE)
                .bind("member", member.value())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    void open(UnitOfWork work, UserId member, long startingBalance) {
        work.handle()
                .createQuery(OPEN)
                .bind("member", member.value())
                .bind("startingBalance", startingBalance)
                .mapTo(Long.class)
                .one();
        work.wrote(ROWS_OF_AN_ACCOUNT);
    }

    Transfer pay(UnitOfWork work, UserId payer, UserId payee, Coins coins, long startingBalance) {
        var query =
                work.handle()
                        .createQuery(PAY)
                        .bind("payer", payer.value())
                        .bind("payee", payee.value());
        return move(work, query, coins, startingBalance);
    }

    /** In the order given; one round trip for all. */
    List<Transfer> payAll(UnitOfWork work, List<Payment> all, long startingBalance) {
        return work.handle()
                .createQuery(PAY_ALL)
                .bindArray("payers", Long.class, each(all, it -> it.payer().value()))
                .bindArray("payees", Long.class, each(all, it -> it.payee().value()))
                .bindArray("amounts", Long.class, each(all, it -> it.coins().amount()))
                .bindArray("reasons", String.class, each(all, it -> it.coins().reason().toString()))
                .bindArray("memos", String.class, each(all, it -> it.coins().memo()))
                .bindArray("operations", String.class, each(all, it -> it.operation().value()))
                .bind("startingBalance", startingBalance)
                .map((row, _) -> counted(work, transfer(row)))
                .list();
    }

    private static @Nullable Object[] each(
            List<Payment> all, Function<Payment, @Nullable Object> value) {
        return all.stream().map(value).toArray();
    }

    Transfer mint(UnitOfWork work, UserId payee, Coins coins, long startingBalance) {
        var query = work.handle().createQuery(MINT).bind("member", payee.value());
        return move(work, query, coins, startingBalance);
    }

    Transfer sink(UnitOfWork work, UserId payer, Coins coins, long startingBalance) {
        var query = work.handle().createQuery(SINK).bind("member", payer.value());
        return move(work, query, coins, startingBalance);
    }

    Transfer set(UnitOfWork work, UserId member, Coins wanted, long startingBalance) {
        var query = work.handle().createQuery(SET).bind("member", member.value());
        return move(work, query, wanted, startingBalance);
    }

    /** Newest first. */
    List<Posting> older(UnitOfWork work, UserId member, long before, int page) {
        return work.handle()
                .createQuery(OLDER)
                .bind("member", member.value())
                .bind("before", before)
                .bind("page", page)
                .map((row, _) -> posting(row))
                .list();
    }

    /** Newest first. */
    List<Posting> newer(UnitOfWork work, UserId member, long after, int page) {
        return work.handle()
                .createQuery(NEWER)
                .bind("member", member.value())
                .bind("after", after)
                .bind("page", page)
                .map((row, _) -> posting(row))
                .list()
                .reversed();
    }

    static List<String> exportAccount(UnitOfWork work, UserId member) {
        return work.handle()
                .createQuery(EXPORT_ACCOUNT)
                .bind("member", member.value())
                .mapTo(String.class)
                .list();
    }

    /** Newest first. */
    static List<String> exportPostings(UnitOfWork work, UserId member) {
        return work.handle()
                .createQuery(EXPORT_POSTINGS)
                .bind("member", member.value())
                .bind("most", PersonalRows.MOST)
                .mapTo(String.class)
                .list();
    }

    /** Whether they have an account that was opened until then. */
    static boolean isKept(UnitOfWork work, UserId member, Instant before) {
        return work.handle()
                .createQuery(KEPT)
                .bind("member", member.value())
                .bind("before", before)
                .mapTo(Boolean.class)
                .one();
    }

    /** The ledger stays whole; nothing says any more whose the account was. */
    static int forget(UnitOfWork work, UserId member, Instant before) {
        var forgotten =
                work.handle()
                        .createQuery(FORGET)
                        .bind("member", member.value())
                        .bind("before", before)
                        .mapTo(Integer.class)
                        .one();
        work.wrote(forgotten);
        return forgotten;
    }

    private static Transfer move(UnitOfWork work, Query query, Coins coins, long startingBalance) {
        return counted(
                work,
                query.bind("amount", coins.amount())
                        .bind("startingBalance", startingBalance)
                        .bind("reason", coins.reason().toString())
                        .bind("memo", coins.memo())
                        .map((row, _) -> transfer(row))
                        .one());
    }

    private static Transfer counted(UnitOfWork work, Transfer transfer) {
        if (transfer instanceof Transfer.Sent) {
            work.wrote(ROWS_OF_A_TRANSFER);
        }
        return transfer;
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        return switch (row.getString("outcome")) {
            case "sent" ->
                    new Transfer.Sent(row.getLong("from_balance"), row.getLong("to_balance"));
            case "insufficient" -> new Transfer.InsufficientFunds(row.getLong("from_balance"));
            case "full" -> new Transfer.RecipientFull();
            case "unchanged" -> new Transfer.Unchanged();
            case String other -> throw new IllegalStateException("the ledger said " + other);
        };
    }

    private static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                row.getLong("transfer_id"),
                row.getLong("amount"),
                row.getLong("balance"),
                counterpart(row),
                Reason.parse(row.getString("reason")),
                row.getString("memo"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }

    private static Counterpart counterpart(ResultSet row) throws SQLException {
        if (!row.getBoolean("of_member")) {
            return new Counterpart.Guild();
        }
        var user = row.getLong("user_id");
        return row.wasNull()
                ? new Counterpart.Forgotten()
                : new Counterpart.Person(new UserId(user));
    }
}
