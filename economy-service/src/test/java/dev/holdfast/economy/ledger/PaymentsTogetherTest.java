package dev.holdfast.economy.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two ways in which coins move between members give the same books, whatever is paid. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class PaymentsTogetherTest {

    private static final Reason REASON = new Reason("test", "test");
    private static final long START = 100;
    private static final long MOST = 80;
    private static final int PEOPLE = 5;
    private static final UserId RICH = new UserId(1);
    private static final int GROUPS = 25;
    private static final int LARGEST = 12;
    private static final int PAGE = 1_000;

    @Inject Commands commands;
    @Inject UnitsOfWork work;
    @Inject Accounts accounts;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void areTheSameAsOneAfterTheOther(long seed) {
        var random = new Random(seed);
        var together = new TestGuild(commands);
        var apart = new TestGuild(commands);
        for (var guild : List.of(together, apart)) {
            run(guild, unit -> accounts.set(unit, RICH, coins(Coins.MOST_HELD), START));
        }
        var seen = new ArrayList<Transfer>();
        for (var group = 0; group < GROUPS; group++) {
            var payments = payments(random, group == 0 ? RICH : person(random));
            var all = run(together, unit -> accounts.payAll(unit, payments, START));
            var each = payments.stream().map(it -> run(apart, unit -> pay(unit, it))).toList();
            assertEquals(each, all);
            seen.addAll(all);
        }
        for (var person = 1L; person <= PEOPLE; person++) {
            var member = new UserId(person);
            assertEquals(books(apart, member), books(together, member));
            assertEquals(apart.balance(member), together.balance(member));
        }
        assertEquals(0, together.sum());
        assertTrue(seen.stream().anyMatch(Transfer.Sent.class::isInstance));
        assertTrue(seen.stream().anyMatch(Transfer.InsufficientFunds.class::isInstance));
        assertTrue(seen.stream().anyMatch(Transfer.RecipientFull.class::isInstance));
    }

    private static List<Payment> payments(Random random, UserId firstPayee) {
        var first = payment(random, new UserId(PEOPLE), firstPayee);
        var more = Stream.generate(() -> payment(random, person(random), person(random)));
        return Stream.concat(Stream.of(first), more).limit(1 + random.nextInt(LARGEST)).toList();
    }

    private static Payment payment(Random random, UserId payer, UserId payee) {
        var amount = 1 + random.nextLong(MOST);
        var memo = random.nextBoolean() ? "for " + amount : null;
        return new Payment(Asking.freshKey(), payer, payee, new Coins(amount, REASON, memo));
    }

    private static UserId person(Random random) {
        return new UserId(1 + random.nextInt(PEOPLE));
    }

    private Transfer pay(UnitOfWork unit, Payment payment) {
        return accounts.pay(unit, payment.payer(), payment.payee(), payment.coins(), START);
    }

    /** What the member's history says, but for what differs between any two transfers. */
    private List<List<Object>> books(TestGuild guild, UserId member) {
        var history =
                run(
                        guild,
                        unit ->
                                accounts.history(
                                        unit, member, new History.Position.Newest(), PAGE));
        return history.postings().stream()
                .map(it ->
                        List.<Object>of(
                                it.amount(),
                                it.balance(),
                                it.counterpart(),
                                it.reason(),
                                String.valueOf(it.memo())))
                .toList();
    }

    private <T> T run(TestGuild guild, Function<UnitOfWork, T> body) {
        var key = Asking.freshKey();
        var result = new AtomicReference<T>();
        work.execute(
                new Request(key, guild.id(), RICH, "test", RequestHash.of(key.value())),
                unit -> {
                    result.set(body.apply(unit));
                    return Reply.say("done");
                });
        return result.get();
    }

    private static Coins coins(long amount) {
        return Coins.of(amount, REASON);
    }
}
