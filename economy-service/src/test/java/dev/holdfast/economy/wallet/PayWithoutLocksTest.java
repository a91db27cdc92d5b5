package dev.holdfast.economy.wallet;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.economy.AlwaysGranted;
import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A payment takes no lock (it is grouped), so it is PostgreSQL alone that no coin is spent twice
 * by. This class once ran {@code PayTest} with locks that no payment takes; now it makes payments
 * meet at the payer's row.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@TestProfile(AlwaysGranted.class)
class PayWithoutLocksTest {

    private static final int PAYMENTS = 12;
    private static final int MET = 4;
    private static final int AMOUNT = 30;

    @Inject Commands commands;

    private final Admin database = new Admin("economy");

    @Test
    void paymentsTakeNoLock() {
        AlwaysGranted.ASKED.set(0);
        new TestGuild(commands).pay(ANN, BEN, "1");
        assertEquals(0, AlwaysGranted.ASKED.get());
    }

    @Test
    void ofPaymentsThatMeetAtAPursesRowOnlyThoseThatItHoldsGoThrough() throws Exception {
        var guild = new TestGuild(commands);
        guild.pay(ANN, BEN, "10");
        var asked = new ArrayList<Future<Reply>>();
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            database.holding(
                    "select 1 from account natural join member_account where guild_id = %s and user_id = %s for update"
                            .formatted(guild.id(), ANN),
                    () -> {
                        for (var payment = 0; payment < PAYMENTS; payment++) {
                            asked.add(all.submit(() -> guild.pay(ANN, BEN, "" + AMOUNT)));
                        }
                        database.awaitWaiting(MET);
                        return true;
                    });
        }
        var sent = 0;
        for (var answered : asked) {
            sent += answered.get(10, TimeUnit.SECONDS) instanceof Reply.Refusal ? 0 : 1;
        }
        assertEquals((START - 10) / AMOUNT, sent);
        assertEquals((START - 10) % AMOUNT, guild.balance(ANN));
        assertEquals(0, guild.sum());
    }
}
