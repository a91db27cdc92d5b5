package dev.holdfast.smoke.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.discord.openapi.Recording;
import dev.holdfast.smoke.process.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What people read about their payments is true, compared with the ledger, however busy their
 * channel is and whoever is killed at whichever step.
 */
@Tag("chaos")
@TestInstance(Lifecycle.PER_CLASS)
class TruthIT {

    private static final Logger LOG = Logger.getLogger(TruthIT.class);
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration BETWEEN = Duration.ofMillis(1_200);
    private static final int MEMBERS = 8;

    /** As long as a payment takes on a slow machine, from its receipt to its answer. */
    private static final Duration STEPS = Duration.ofMillis(160);

    private final int points = Integer.getInteger("truth.points", 20);
    private final int seconds = Integer.getInteger("truth.seconds", 15);
    private SmallFleet quay;
    private ChaosGuild where;

    @BeforeAll
    void open() throws Exception {
        quay = new SmallFleet(Path.of(System.getProperty("holdfast.root")));
        where = quay.discord().populate(2 * points + MEMBERS).getFirst();
    }

    @AfterAll
    void close() throws Exception {
        if (quay != null) {
            quay.close();
            if (Recording.canBeCompared()) {
                quay.said().wasAsDescribed();
            }
        }
    }

    @Test
    void paymentsTypedByEightMembersInOneChannelAreAllAnsweredInOrder() throws Exception {
        var payments = new ArrayList<Payment>();
        var people = where.sailors().subList(0, MEMBERS);
        var started = System.nanoTime();
        for (var each = 0; System.nanoTime() - started < seconds * 1_000_000_000L; each++) {
            var payer = people.get(each % MEMBERS);
            var payee = people.get((each + 1) % MEMBERS);
            var payment = new Payment(quay.discord(), where, true, payer, payee);
            payment.ask();
            payments.add(payment);
            LockSupport.parkNanos(BETWEEN.dividedBy(MEMBERS).toNanos());
        }
        var asked = payments.stream().map(Payment::key).toList();
        await().atMost(LONG).until(() -> answered().containsAll(asked));
        assertEquals(asked, answered().stream().filter(asked::contains).toList());
        var booked = quay.ledger().booked();
        LOG.infof("%d typed payments", asked.size());
        assertTrue(booked.keySet().containsAll(asked), "not all were booked");
    }

    /** The messages that were answered, in the order of the answers. */
    private List<String> answered() throws IOException, InterruptedException {
        var answered = new ArrayList<String>();
        for (var message : quay.discord().messages(where.channel())) {
            if (message.path("author").path("bot").asBoolean()) {
                Payment.answeredBy(message).forEach(answered::add);
            }
        }
        return answered;
    }

    /** One payment by slash and one typed at each kill, both at a step of their own. */
    @Test
    void whatPeopleReadIsTrueWhoeverIsKilledAtWhicheverStep() throws Exception {
        var payments = new ArrayList<Payment>();
        for (var kill = 0; kill < points / 2; kill++) {
            var pair = List.of(payment(2 * kill), payment(2 * kill + 1));
            payments.addAll(pair);
            killAt(kill, pair);
        }
        var booked = quay.ledger().booked();
        for (var payment : payments) {
            var rows = booked.getOrDefault(payment.key(), List.of());
            LOG.infof("%s, booked %d times", payment, rows.size());
            assertTrue(payment.isTold(rows), () -> "%s, booked %s".formatted(payment, rows));
        }
        assertTrue(quay.ledger().sums().stream().allMatch(sum -> sum == 0));
    }

    private Payment payment(int point) {
        var people = where.sailors().subList(MEMBERS + 2 * point, MEMBERS + 2 * point + 2);
        return new Payment(
                quay.discord(), where, point % 2 == 0, people.getFirst(), people.getLast());
    }

    private void killAt(int kill, List<Payment> pair) throws Exception {
        quay.awaitCalm();
        var first = step(2 * kill) > step(2 * kill + 1) ? 0 : 1;
        var began = System.nanoTime();
        pair.get(first).ask();
        parkUntil(began + step(2 * kill + first) - step(2 * kill + 1 - first));
        pair.get(1 - first).ask();
        parkUntil(began + step(2 * kill + first));
        var victims = victims(kill);
        victims.forEach(ServiceProcess::kill);
        victims.forEach(ServiceProcess::startAgain);
        for (var payment : pair) {
            await(payment.toString())
                    .atMost(LONG)
                    .ignoreExceptions()
                    .failFast(victims + " did not start", () -> !quay.isAlive())
                    .until(payment::look);
        }
        quay.awaitCalm();
        for (var payment : pair) {
            payment.look();
        }
    }

    /** How long before the kill it is asked for, in nanoseconds. */
    private long step(int point) {
        return STEPS.toNanos() * (point * 7L % points) / points;
    }

    private static void parkUntil(long instant) {
        for (var left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private List<ServiceProcess> victims(int kill) {
        return switch (kill % 3) {
            case 0 -> List.of(quay.gateway());
            case 1 -> List.of(quay.economy());
            default -> List.of(quay.gateway(), quay.economy());
        };
    }
}
