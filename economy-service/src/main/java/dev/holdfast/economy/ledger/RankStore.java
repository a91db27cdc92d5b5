package dev.holdfast.economy.ledger;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Reads the index {@code account_standing} from one of its ends or from somebody's place on. The
 * limits are written out, so that a generic plan knows that few rows are wanted.
 */
@Singleton
final class RankStore {

    private static final String LISTED =
            """
            select count(*) from (
                select from account a join member_account m using (guild_id, account_id)
                where a.guild_id = app_guild() and a.kind = 'member'
                order by a.balance desc, a.account_id
                limit 1000) listed
            """;
    private static final String PAGE =
            """
            select user_id, balance, place from (
                select m.user_id, a.balance, dense_rank() over (order by a.balance desc) as place
                from account a join member_account m using (guild_id, account_id)
                where a.guild_id = app_guild() and a.kind = 'member'
                order by a.balance desc, a.account_id
                limit 1000) listed
            offset :after limit :most
            """;
    private static final String SEAT =
            """
            select a.account_id, a.balance
            from member_account m join account a using (guild_id, account_id)
            where m.guild_id = app_guild() and m.user_id = :member
            """;

    /** From somebody's balance to the next greater one and so on, whoever shares it skipped. */
    private static final String PLACE =
            """
            with recursive above (balance, place) as (
                select :balance::bigint, 1
                union all
                select (
                    select a.balance
                    from account a join member_account m using (guild_id, account_id)
                    where a.guild_id = app_guild() and a.kind = 'member' and a.balance > above.balance
                    order by a.balance
                    limit 1), above.place + 1
                from above
                where above.balance is not null and above.place <= :most)
            select max(place) from above where balance is not null
            """;

    private static final String ABOVE =
            """
            select user_id, balance from (
                (select m.user_id, a.balance, a.account_id
                from account a join member_account m using (guild_id, account_id)
                where a.guild_id = app_guild() and a.kind = 'member'
                  and a.balance = :balance and a.account_id < :account
                order by a.account_id desc
                limit 4)
                union all
                (select m.user_id, a.balance, a.account_id
                from account a join member_account m using (guild_id, account_id)
                where a.guild_id = app_guild() and a.kind = 'member' and a.balance > :balance
                order by a.balance, a.account_id desc
                limit 4)) above
            order by balance, account_id desc
            limit 4
            """;
    private static final String BELOW =
            """
            select user_id, balance from (
                (select m.user_id, a.balance, a.account_id
                from account a join member_account m using (guild_id, account_id)
                where a.guild_id = app_guild() and a.kind = 'member'
                  and a.balance = :balance and a.account_id > :account
                order by a.account_id
                limit 5)
                union all
                (select m.user_id, a.balance, a.account_id
                from account a join member_account m using (guild_id, account_id)
                where a.guild_id = app_guild() and a.kind = 'member' and a.balance < :balance
                order by a.balance desc, a.account_id
                limit 5)) below
            order by balance desc, account_id
            limit 5
            """;

    /** Where somebody stands in the index. */
    record Seat(long account, long balance) {}

    /** What somebody has. */
    record Held(UserId user, long balance) {}

    int listed(UnitOfWork work) {
        return work.handle().createQuery(LISTED).mapTo(Integer.class).one();
    }

    List<Rank> page(UnitOfWork work, int after, int most) {
        return work.handle()
                .createQuery(PAGE)
                .bind("after", after)
                .bind("most", most)
                .map((row, _) ->
                        new Rank(
                                new UserId(row.getLong("user_id")),
                                row.getLong("balance"),
                                row.getLong("place")))
                .list();
    }

    Seat seat(UnitOfWork work, UserId member) {
        return work.handle()
                .createQuery(SEAT)
                .bind("member", member.value())
                .map((row, _) -> new Seat(row.getLong("account_id"), row.getLong("balance")))
                .one();
    }

    /** One more than {@link Ranking#MOST_PLACES} where it is beyond that. */
    long place(UnitOfWork work, Seat seat) {
        return work.handle()
                .createQuery(PLACE)
                .bind("balance", seat.balance())
                .bind("most", Ranking.MOST_PLACES)
                .mapTo(Long.class)
                .one();
    }

    /** The nearest first. */
    List<Held> above(UnitOfWork work, Seat seat) {
        return near(work, ABOVE, seat);
    }

    /** The nearest first. */
    List<Held> below(UnitOfWork work, Seat seat) {
        return near(work, BELOW, seat);
    }

    private static List<Held> near(UnitOfWork work, String statement, Seat seat) {
        return work.handle()
                .createQuery(statement)
                .bind("balance", seat.balance())
                .bind("account", seat.account())
                .map((row, _) ->
                        new Held(new UserId(row.getLong("user_id")), row.getLong("balance")))
                .list();
    }
}
