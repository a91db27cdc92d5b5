package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 2,000 people at once, 50 ms from Discord; each is told what became of their payment. How fast
 * they are answered is measured by {@code testbed/bench/run --burst}; here Discord is patient, so
 * that a slow machine proves nothing.
 */
@Tag("chaos")
class BurstIT {

    private static final int PEOPLE = 2_000;
    private static final int HANDS = 8;
    private static final List<String> PAYERS = List.of("ada", "milo");

    @Test
    void everyoneIsToldTruly() throws Exception {
        try (var discord = Sandbox.start("SANDBOX_FIRST_ANSWER=PT6M");
                var economy = new Economy();
                var gateway = GatewayProcess.start(discord, economy)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> discord.knowsCommand("pay"));
            discord.fault("{\"path\":\"/interactions/\",\"delayMillis\":50}");
            var ids = startAll(discord);
            var answers = new HashMap<String, String>();
            await().atMost(Duration.ofMinutes(4))
                    .until(() -> {
                        ids.forEach(id -> answers.computeIfAbsent(id, _ -> answer(discord, id)));
                        return answers.size() == PEOPLE;
                    });
            var run =
                    economy.asked().stream()
                            .map(asked -> asked.operation().value())
                            .collect(Collectors.toSet());
            answers.forEach((id, answer) -> assertEquals(run.contains(id), isDone(answer), answer));
            answers.values().removeIf(BurstIT::isDone);
            answers.values().forEach(answer -> assertTrue(changedNothing(answer), answer));
        }
    }

    private static Queue<String> startAll(Sandbox discord) throws InterruptedException {
        var started = new ConcurrentLinkedQueue<String>();
        var pay =
                """
                [{"name":"member","type":6,"value":"%s"},{"name":"amount","type":3,"value":"1"}]
                """
                        .formatted(discord.person("ben"));
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            for (var person = 0; person < PEOPLE; person++) {
                var name = PAYERS.get(person % PAYERS.size());
                hands.execute(() -> started.add(discord.start(name, "bank", "pay", pay)));
            }
        }
        assertEquals(PEOPLE, started.size());
        return started;
    }

    /** Nothing as long as there is none, or only a sign that one will come. */
    private static @Nullable String answer(Sandbox discord, String id) {
        var text = Sandbox.words(discord.interaction(id).path("reply"));
        return text.isEmpty() ? null : text;
    }

    private static boolean isDone(String answer) {
        return answer.equals("Paid 1 to Ben.");
    }

    /** A slow machine may well take a service for one that is away. */
    private static boolean changedNothing(String answer) {
        return answer.contains("nothing was changed");
    }
}
