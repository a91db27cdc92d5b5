package dev.holdfast.smoke.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What services order of each other and tell each other is neither lost nor doubled, whoever is
 * killed at whichever moment: {@code -Dstar.kills=20 -Dstar.seed=...}.
 */
@Tag("chaos")
class StarIT {

    private static final Logger LOG = Logger.getLogger(StarIT.class);
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final GuildId GUILD = new GuildId(88);
    private static final int MEMBERS = 7;
    private static final int AT_ONCE = 2;
    private static final int LONGEST_MILLIS = 900;

    private static final String ORDERED = "select count(*) from toy.bounty";
    private static final String HEARD_ONCE =
            "select count(*) from toy.bounty where heard = 1 and outcome = 'done'";
    private static final String PAID =
            "select count(*) from economy.transfer where reason = 'wallet.reward'";

    /** Each member's rewards are as many as their bounties. */
    private static final String UNEVEN =
            """
            select count(*) from (
                select user_id, count(*) as given from toy.bounty group by user_id) b
            full join (
                select m.user_id, count(*) as got from economy.transfer t
                join economy.member_account m on m.guild_id = t.guild_id and m.account_id = t.to_account
                where t.reason = 'wallet.reward' group by m.user_id) r using (user_id)
            where b.given is distinct from r.got
            """;

    /** Members of whom the toy service knows another balance than economy-service. */
    private static final String MISTAKEN =
            """
            select count(*) from economy.member_account m
            join economy.account a using (guild_id, account_id)
            left join toy.known_balance k on k.guild_id = m.guild_id and k.user_id = m.user_id
            where k.value is distinct from a.balance
            """;

    private final int kills = Integer.getInteger("star.kills", 6);
    private final long seed = Long.getLong("star.seed", System.nanoTime());
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void ordersAndFactsSurviveTheDeathOfAnyoneInvolved() throws Exception {
        LOG.infof("-Dstar.kills=%d -Dstar.seed=%d", kills, seed);
        try (var star = new StarFleet(Path.of(System.getProperty("holdfast.root")));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new Future<?>[AT_ONCE];
            for (var each = 0; each < AT_ONCE; each++) {
                asking[each] =
                        threads.submit(() -> {
                            ask(star);
                            return null;
                        });
            }
            kill(star);
            over.set(true);
            for (var each : asking) {
                each.get(LONG.toSeconds(), TimeUnit.SECONDS);
            }
            awaitAgreement(star);
        }
    }

    private void kill(StarFleet star) throws InterruptedException {
        var random = new Random(seed);
        for (var each = 0; each < kills; each++) {
            var before = star.count(ORDERED);
            await().atMost(LONG).until(() -> star.count(ORDERED) > before);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_MILLIS)));
            var killed = star.killable().get(each % star.killable().size());
            killed.kill();
            LOG.infof(
                    "%d: %s killed after %d orders, %d done",
                    each, killed, star.count(ORDERED), star.count(PAID));
            killed.startAgain();
            star.awaitCalm();
        }
    }

    private void ask(StarFleet star) throws InterruptedException {
        while (!over.get()) {
            var bounty =
                    Asking.in(GUILD)
                            .by(new UserId(1))
                            .command("bounty")
                            .person("member", new UserId(2 + asked.getAndIncrement() % MEMBERS))
                            .build();
            while (!answered(star, bounty)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean answered(StarFleet star, Invocation bounty) throws InterruptedException {
        try {
            return star.toy().caller().post(bounty).status() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private void awaitAgreement(StarFleet star) {
        var ordered = star.count(ORDERED);
        assertTrue(ordered > kills, "only %d orders".formatted(ordered));
        assertEquals(asked.get(), ordered, "bounties that were answered");
        await().atMost(LONG).until(() -> star.count("select count(*) from toy.outbox") == 0);
        assertEquals(ordered, star.count(PAID), "rewards paid");
        assertEquals(ordered, star.count(HEARD_ONCE), "outcomes heard once, as done");
        assertEquals(0, star.count(UNEVEN), "members with more or fewer rewards than bounties");
        await().atMost(LONG).until(() -> star.count(MISTAKEN) == 0);
        LOG.infof("%d orders, %d kills: none lost, none doubled", ordered, kills);
    }
}
