package dev.holdfast.economy.ledger;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has how much, the most first. What it reads does not grow with the guild: a page at most as
 * many rows as {@link #MOST_LISTED}, a place at most {@link #MOST_PLACES} of them. Whoever has been
 * forgotten has no place. Safe for any thread.
 */
@Singleton
public final class Ranking {

    /** How far down pages reach. */
    public static final int MOST_LISTED = 1_000;

    /** Beyond that nobody is told their place. */
    public static final int MOST_PLACES = 10_000;

    private final RankStore store;

    Ranking(RankStore store) {
        this.store = store;
    }

    /** How many are listed, at most {@link #MOST_LISTED}. */
    public int listed(UnitOfWork work) {
        return store.listed(work);
    }

    /** So many, after that many. */
    public List<Rank> page(UnitOfWork work, int after, int most) {
        return store.page(work, after, most);
    }

    /** The member's place, who has an account. */
    public Rank of(UnitOfWork work, UserId member) {
        var seat = store.seat(work, member);
        return new Rank(member, seat.balance(), place(work, seat));
    }

    /** The member, who has an account, between the nearest above and below them. */
    public List<Rank> around(UnitOfWork work, UserId member) {
        var seat = store.seat(work, member);
        var own = new Rank(member, seat.balance(), place(work, seat));
        var around = new ArrayList<Rank>();
        var last = own;
        for (var next : store.above(work, seat)) {
            last = behind(last, next, -1);
            around.addFirst(last);
        }
        around.add(own);
        last = own;
        for (var next : store.below(work, seat)) {
            last = behind(last, next, 1);
            around.add(last);
        }
        return around;
    }

    private long place(UnitOfWork work, RankStore.Seat seat) {
        var place = store.place(work, seat);
        return place > MOST_PLACES ? 0 : place;
    }

    private static Rank behind(Rank one, RankStore.Held next, int step) {
        var isTie = one.balance() == next.balance();
        var place = one.place() == 0 || isTie ? one.place() : one.place() + step;
        return new Rank(next.user(), next.balance(), place);
    }
}
