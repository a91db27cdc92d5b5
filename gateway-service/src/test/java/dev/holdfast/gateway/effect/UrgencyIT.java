package dev.holdfast.gateway.effect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.Admin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * 5,000 patient effects wait in a real outbox, before a real gateway and the local Discord, and an
 * urgent one leaves within a second.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UrgencyIT {

    private static final int WAITING = 5_000;
    private static final int PEOPLE = 100;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ORDER =
            """
            insert into outbox (guild_id, user_id, operation, target, effect, reason, listener, note, urgent,
                ordered_at, ready_at)
            select %s, 0, '1', 'member:' || person,
                json_build_object('kind', case when each %% 2 = 0 then 'give-role' else 'take-role' end,
                    'user', person, 'role', '%s'), 'test', '', '', %s, work_now(), work_now()
            from generate_series(1, %d) as each, unnest(array[%s]) as person
            """;

    private final Admin database = new Admin("gateway");
    private Sandbox discord;
    private Economy economy;
    private GatewayProcess gateway;

    @BeforeAll
    void open() throws IOException {
        discord = Sandbox.start();
        economy = new Economy();
        gateway = GatewayProcess.start(discord, economy);
    }

    @AfterAll
    void close() throws InterruptedException {
        gateway.kill();
        database.execute("delete from outbox where reason = 'test'");
        economy.close();
        discord.close();
    }

    @Test
    void anUrgentEffectLeavesWithinASecondWhileThousandsWait() {
        var people = new ArrayList<String>();
        for (var each = 0; each < PEOPLE; each++) {
            people.add("'%s'".formatted(discord.newcomer("Person " + each)));
        }
        order(String.join(",", people), discord.role("Lightkeeper"), false, WAITING / PEOPLE);
        await().atMost(LONG).until(() -> waiting() < WAITING - 20);
        var taken = new ArrayList<Duration>();
        for (var person : List.of("ada", "ben", "ada", "ben", "ada")) {
            taken.add(timeOf(discord.person(person)));
        }
        // The median, as machines stutter.
        var median = taken.stream().sorted().toList().get(taken.size() / 2);
        assertTrue(median.compareTo(Duration.ofSeconds(1)) < 0, taken::toString);
        var left = waiting();
        assertTrue(left > WAITING / 2, "most of them still wait: " + left);
        await("patient ones go on").atMost(LONG).until(() -> waiting() < left - 20);
    }

    /** How long it takes until the urgent effect is over; its end is after Discord did it. */
    private Duration timeOf(String person) {
        var before = System.nanoTime();
        order("'%s'".formatted(person), discord.role("Lightkeeper"), true, 1);
        await().pollInterval(Duration.ofMillis(10))
                .pollDelay(Duration.ZERO)
                .atMost(LONG)
                .until(() -> database.count("select count(*) from outbox where urgent") == 0);
        return Duration.ofNanos(System.nanoTime() - before);
    }

    private void order(String people, String role, boolean urgent, int each) {
        database.execute(ORDER.formatted(discord.guild(), role, urgent, each, people));
    }

    private long waiting() {
        return database.count("select count(*) from outbox where reason = 'test'");
    }
}
