package dev.holdfast.economy.ledger;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class AccountsTest {

    private static final Reason REASON = new Reason("test", "test");
    private static final long NOTHING = 0;

    @Inject Commands commands;
    @Inject UnitsOfWork work;
    @Inject Accounts accounts;

    private TestGuild guild;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
    }

    @AfterEach
    void everyCoinIsAccountedFor() {
        assertEquals(0, guild.sum());
    }

    @Test
    void theFirstTransferOpensBothAccountsWithTheirStartingBalance() {
        var sent = run(unit -> accounts.pay(unit, ANN, BEN, coins(30), 100));
        assertEquals(new Transfer.Sent(70, 130), sent);
        assertEquals(3, guild.count("transfer"), "two starting balances and the payment");
    }

    @Test
    void opensWithNothingWhereTheStartingBalanceIsZero() {
        assertEquals(
                new Transfer.InsufficientFunds(0),
                run(unit -> accounts.pay(unit, ANN, BEN, coins(1), NOTHING)));
        assertEquals(0, guild.count("transfer"));
    }

    @Test
    void takesNothingFromWhoHasLess() {
        run(unit -> accounts.mint(unit, ANN, coins(10), NOTHING));
        assertEquals(
                new Transfer.InsufficientFunds(10),
                run(unit -> accounts.pay(unit, ANN, BEN, coins(11), NOTHING)));
        assertEquals(10, guild.balance(ANN));
        assertEquals(
                new Transfer.InsufficientFunds(10),
                run(unit -> accounts.sink(unit, ANN, coins(11), NOTHING)));
        assertEquals(10, guild.balance(ANN));
    }

    @Test
    void takesTheVeryLastCoin() {
        run(unit -> accounts.mint(unit, ANN, coins(10), NOTHING));
        assertEquals(
                new Transfer.Sent(0, 10),
                run(unit -> accounts.pay(unit, ANN, BEN, coins(10), NOTHING)));
    }

    @Test
    void takesNothingWhenTheOtherCanHoldNoMore() {
        run(unit -> accounts.mint(unit, BEN, coins(Coins.MOST_HELD), NOTHING));
        run(unit -> accounts.mint(unit, ANN, coins(5), NOTHING));
        assertEquals(
                new Transfer.RecipientFull(),
                run(unit -> accounts.pay(unit, ANN, BEN, coins(1), NOTHING)));
        assertEquals(5, guild.balance(ANN), "given back within the function");
        assertEquals(Coins.MOST_HELD, guild.balance(BEN));
    }

    @Test
    void paymentsTogetherAreAsIfOneAfterTheOther() {
        var together =
                runTogether(
                        payment(ANN, BEN, 100),
                        payment(BEN, CAT, 150),
                        payment(ANN, CAT, 1),
                        payment(CAT, CAT, 1),
                        payment(CAT, ANN, 250));
        assertEquals(
                List.of(
                        new Transfer.Sent(0, 200),
                        new Transfer.Sent(50, 250),
                        new Transfer.InsufficientFunds(0),
                        new Transfer.ToSelf(),
                        new Transfer.Sent(0, 250)),
                together);
        assertEquals(6, guild.count("transfer"), "three starting balances, three payments");
    }

    @Test
    void nobodyPaysThemselves() {
        assertEquals(
                new Transfer.ToSelf(),
                run(unit -> accounts.pay(unit, ANN, ANN, coins(1), NOTHING)));
    }

    @Test
    void settingMintsOrSinksTheDifference() {
        run(unit -> accounts.set(unit, ANN, coins(80), 100));
        assertEquals(80, guild.balance(ANN));
        run(unit -> accounts.set(unit, ANN, coins(500), 100));
        assertEquals(500, guild.balance(ANN));
        assertEquals(
                new Transfer.Unchanged(), run(unit -> accounts.set(unit, ANN, coins(500), 100)));
        assertEquals(3, guild.count("transfer"), "the start, the sink and the mint");
    }

    @Test
    void theServiceCanNeitherChangeNorDeleteATransfer() {
        run(unit -> accounts.mint(unit, ANN, coins(10), NOTHING));
        for (var rewrite :
                new String[] {
                    "update transfer set amount = 1",
                    "delete from transfer",
                    "truncate transfer",
                    "update account set kind = 'mint'",
                    "delete from account"
                }) {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            work.read(
                                    guild.id(),
                                    ANN,
                                    unit -> unit.handle().createUpdate(rewrite).execute()),
                    rewrite);
        }
    }

    @Test
    void aBalanceBelowZeroCannotBeWrittenDown() {
        run(unit -> accounts.mint(unit, ANN, coins(10), NOTHING));
        var admin = new Admin("economy");
        assertThrows(
                RuntimeException.class,
                () ->
                        admin.execute(
                                "update account set balance = -1 where kind = 'member' and guild_id = "
                                        + guild.id()));
    }

    /**
     * As a command would, in a transaction that is committed whatever came of it: what is not sent
     * must have changed nothing by itself.
     */
    private Transfer run(Function<UnitOfWork, Transfer> body) {
        var key = Asking.freshKey();
        var request = new Request(key, guild.id(), ANN, "test", RequestHash.of(key.value()));
        var transfer = new AtomicReference<Transfer>();
        work.execute(
                request,
                unit -> {
                    transfer.set(body.apply(unit));
                    return Reply.say("done");
                });
        return transfer.get();
    }

    private List<Transfer> runTogether(Payment... payments) {
        var key = Asking.freshKey();
        var transfers = new AtomicReference<List<Transfer>>();
        work.execute(
                new Request(key, guild.id(), ANN, "test", RequestHash.of(key.value())),
                unit -> {
                    transfers.set(accounts.payAll(unit, List.of(payments), 100));
                    return Reply.say("done");
                });
        return transfers.get();
    }

    private static Payment payment(UserId payer, UserId payee, long amount) {
        return new Payment(Asking.freshKey(), payer, payee, coins(amount));
    }

    private static Coins coins(long amount) {
        return Coins.of(amount, REASON);
    }
}
