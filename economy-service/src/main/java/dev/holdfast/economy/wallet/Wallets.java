package dev.holdfast.economy.wallet;

import dev.holdfast.economy.ledger.Accounts;
import dev.holdfast.economy.ledger.Coins;
import dev.holdfast.economy.ledger.History;
import dev.holdfast.economy.ledger.Payment;
import dev.holdfast.economy.ledger.Transfer;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What members have, on the terms of their guild: everyone starts with its starting balance, as it
 * was when their balance was first shown or moved. At most one movement in a unit of work. Safe for
 * any thread.
 */
@Singleton
public final class Wallets {

    private final Accounts accounts;

    Wallets(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * What the member has, or would start with if they did now: to compute with. Whoever tells it
     * to a person takes {@link #shown}.
     */
    public long balance(UnitOfWork work, UserId member) {
        return accounts.balance(work, member).orElseGet(() -> startingBalance(work));
    }

    /**
     * What the member has, to be told to a person. What was told is theirs, so this opens their
     * account, for which a command that reads is run again as one that writes.
     */
    public long shown(UnitOfWork work, UserId member) {
        var has = accounts.balance(work, member);
        if (has.isPresent()) {
            return has.getAsLong();
        }
        work.needsToWrite();
        accounts.open(work, member, startingBalance(work));
        return accounts.balance(work, member).orElseThrow();
    }

    /** Keeps what a refusal tells about the member's balance: it opens their account. */
    void showsIfRefused(UnitOfWork work, UserId member) {
        work.ifRefused(refusal -> accounts.open(refusal, member, startingBalance(refusal)));
    }

    /** What last came (+) or went (-) for the member, who has a history. */
    long lastMoved(UnitOfWork work, UserId member) {
        var newest = accounts.history(work, member, new History.Position.Newest(), 1);
        return newest.postings().getFirst().amount();
    }

    /** Whether the member ever had anything to do with coins here. */
    public boolean known(UnitOfWork work, UserId member) {
        return accounts.balance(work, member).isPresent();
    }

    /** From one member to another. */
    public Transfer pay(UnitOfWork work, UserId payer, UserId payee, Coins coins) {
        return accounts.pay(work, payer, payee, coins, startingBalance(work));
    }

    /** From members to others, as if one payment after the other. */
    public List<Transfer> payAll(UnitOfWork work, List<Payment> all) {
        return accounts.payAll(work, all, startingBalance(work));
    }

    /** New coins for a member. */
    public Transfer earn(UnitOfWork work, UserId member, Coins coins) {
        return accounts.mint(work, member, coins, startingBalance(work));
    }

    /** A member's coins out of the world. */
    public Transfer spend(UnitOfWork work, UserId member, Coins coins) {
        return accounts.sink(work, member, coins, startingBalance(work));
    }

    /** So many coins that the member has exactly these. */
    public Transfer set(UnitOfWork work, UserId member, Coins wanted) {
        return accounts.set(work, member, wanted, startingBalance(work));
    }

    private static long startingBalance(UnitOfWork work) {
        return work.settings(WalletSettings.KEY).startingBalance();
    }
}
