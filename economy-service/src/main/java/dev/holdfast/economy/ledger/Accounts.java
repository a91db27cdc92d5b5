package dev.holdfast.economy.ledger;

import dev.holdfast.economy.ledger.History.Position;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;

/**
 * The ledger's door: the members' accounts in the unit's guild and every way in which coins move.
 * An account is opened with the starting balance by the first transfer it takes part in, or when
 * its balance is first shown. What moves or opens is to be called once in a unit of work: two calls
 * could lock in an order that meets another's. Safe for any thread.
 */
@Singleton
public final class Accounts {

    private final LedgerStore store;

    Accounts(LedgerStore store) {
        this.store = store;
    }

    /** Empty where the member has no account yet. */
    public OptionalLong balance(UnitOfWork work, UserId member) {
        return store.balance(work, member);
    }

    /** Opens the member's account where they have none. */
    public void open(UnitOfWork work, UserId member, long startingBalance) {
        store.open(work, member, startingBalance);
    }

    /** From one member to another. */
    public Transfer pay(
            UnitOfWork work, UserId payer, UserId payee, Coins coins, long startingBalance) {
        if (payer.equals(payee)) {
            return new Transfer.ToSelf();
        }
        return store.pay(work, payer, payee, coins, startingBalance);
    }

    /** From members to others, one after the other; all rows are locked before coins move. */
    public List<Transfer> payAll(UnitOfWork work, List<Payment> all, long startingBalance) {
        var toOthers = all.stream().filter(Accounts::toAnother).toList();
        var moved = store.payAll(work, toOthers, startingBalance).iterator();
        return all.stream()
                .map(payment -> toAnother(payment) ? moved.next() : new Transfer.ToSelf())
                .toList();
    }

    private static boolean toAnother(Payment payment) {
        return !payment.payer().equals(payment.payee());
    }

    /** New coins for a member. */
    public Transfer mint(UnitOfWork work, UserId payee, Coins coins, long startingBalance) {
        return store.mint(work, payee, coins, startingBalance);
    }

    /** A member's coins out of the world. */
    public Transfer sink(UnitOfWork work, UserId payer, Coins coins, long startingBalance) {
        return store.sink(work, payer, coins, startingBalance);
    }

    /** Mints or sinks the difference to what the member shall have. */
    public Transfer set(UnitOfWork work, UserId member, Coins wanted, long startingBalance) {
        return store.set(work, member, wanted, startingBalance);
    }

    /** At most so many of the member's postings. */
    public History history(UnitOfWork work, UserId member, Position position, int page) {
        return switch (position) {
            case Position.Newest() -> older(work, member, Long.MAX_VALUE, page);
            case Position.OlderThan(var transfer) -> older(work, member, transfer, page);
            case Position.NewerThan(var transfer) -> newer(work, member, transfer, page);
        };
    }

    private History older(UnitOfWork work, UserId member, long before, int page) {
        var found = store.older(work, member, before, page + 1);
        var more = found.size() > page;
        return new History(more ? found.subList(0, page) : found, before < Long.MAX_VALUE, more);
    }

    /** The page that is the newest one is shown full. */
    private History newer(UnitOfWork work, UserId member, long after, int page) {
        var found = store.newer(work, member, after, page + 1);
        if (found.size() <= page) {
            return older(work, member, Long.MAX_VALUE, page);
        }
        return new History(found.subList(1, page + 1), true, true);
    }
}
