package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.gateway.testing.ServerAdmin;
import dev.holdfast.kit.coordination.RedisUnavailable;
import dev.holdfast.kit.coordination.TestRedis;
import dev.holdfast.kit.testing.Servers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Thirty people type commands into 45 channels where the bot may not write, and nobody in another
 * server notices. Other gateways have been refused so often already that few more refusals silence
 * the bot for all.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosedChannelsIT {

    private static final String REFUSED = "limit:count:discord-invalid";
    private static final int REFUSED_BEFORE = 4_700;
    private static final int CHANNELS = 45;
    private static final int PEOPLE = 30;
    private static final long BETWEEN_WORDS = 300;
    private static final long BETWEEN_PAYMENTS = 1_200;
    private static final long SEND_MESSAGES = 1L << 11;
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration PROMPT = Duration.ofSeconds(3);

    private final List<String> closed = new ArrayList<>();
    private final List<String> attackers = new ArrayList<>();
    private final TestRedis redis = TestRedis.at(Servers.redis().url());
    private Sandbox discord;
    private Economy economy;
    private GatewayProcess gateway;
    private ServerAdmin admin;
    private String quiet;

    @BeforeAll
    void open() throws IOException, RedisUnavailable {
        discord = Sandbox.start();
        economy = new Economy();
        admin = new ServerAdmin(discord);
        gateway = GatewayProcess.start(discord, economy);
        await().atMost(LONG).until(() -> discord.knowsCommand("pay"));
        for (var number = 1; number <= CHANNELS; number++) {
            closed.add(closedChannel(number));
        }
        for (var number = 1; number <= PEOPLE; number++) {
            attackers.add(discord.newcomer("Attacker " + number));
        }
        quiet = quietChannel();
        redis.redis()
                .ask(commands -> commands.setex(REFUSED, 600, Integer.toString(REFUSED_BEFORE)));
    }

    private String closedChannel(int number) {
        var body =
                "{\"name\":\"closed-%d\",\"permission_overwrites\":[{\"id\":\"%s\",\"type\":1,\"allow\":\"0\",\"deny\":\"%d\"}]}"
                        .formatted(number, discord.person("Holdfast"), SEND_MESSAGES);
        return admin.rest("POST", "/guilds/" + discord.guild() + "/channels", body)
                .path("id")
                .asText();
    }

    /** In another guild, with the bot, of Marina's. */
    private String quietChannel() {
        var guild = admin.found("Quiet Bay");
        return Sandbox.elements(admin.rest("GET", "/guilds/" + guild + "/channels", ""))
                .filter(channel -> channel.path("type").asInt() == 0)
                .map(channel -> channel.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    void close() throws InterruptedException, RedisUnavailable {
        gateway.close();
        economy.close();
        discord.close();
        redis.redis().ask(commands -> commands.del(REFUSED));
        redis.close();
    }

    @Test
    void nobodyElsewhereNoticesAnAttack() throws InterruptedException {
        attackFor(Duration.ofSeconds(15));
    }

    @Test
    @Tag("long")
    void nobodyElsewhereNoticesALongAttack() throws InterruptedException {
        attackFor(Duration.ofMinutes(2));
    }

    private void attackFor(Duration time) throws InterruptedException {
        var over = new CountDownLatch(1);
        var asked = new ArrayList<JsonNode>();
        var before = answers().size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            attackers.forEach(person -> threads.execute(() -> attack(person, over)));
            try {
                var end = System.nanoTime() + time.toNanos();
                do {
                    asked.add(pay());
                } while (System.nanoTime() < end
                        && !over.await(BETWEEN_PAYMENTS, TimeUnit.MILLISECONDS));
                await().atMost(LONG)
                        .untilAsserted(() ->
                                assertEquals(
                                        asked.size(), answers().size() - before, this::refused));
            } finally {
                over.countDown();
            }
        }
        var answers = answers();
        var taken =
                IntStream.range(0, asked.size())
                        .mapToObj(each -> taken(asked.get(each), answers.get(before + each)))
                        .sorted()
                        .toList();
        // Three of four, as machines stutter.
        assertTrue(taken.get(taken.size() * 3 / 4).compareTo(PROMPT) < 0, taken::toString);
        await().atMost(LONG).until(() -> gateway.health().equals("200"));
    }

    private void attack(String person, CountDownLatch over) {
        try {
            do {
                var channel = closed.get(ThreadLocalRandom.current().nextInt(CHANNELS));
                discord.writeAs(person, channel, "!balance");
            } while (!over.await(BETWEEN_WORDS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode pay() {
        var text = "!pay <@%s> 1".formatted(discord.person("ben"));
        return discord.writeAs(discord.person("marina"), quiet, text);
    }

    /** The message that answers each payment, in order; several may share one. */
    private List<JsonNode> answers() {
        return Sandbox.elements(admin.messages(quiet))
                .flatMap(message -> Collections.nCopies(paid(message), message).stream())
                .toList();
    }

    private static int paid(JsonNode message) {
        return Sandbox.words(message).split("Paid 1 ", -1).length - 1;
    }

    /** Between a message and its answer, by their ids. */
    private static Duration taken(JsonNode asked, JsonNode answer) {
        var then = asked.path("messageId").asLong() >> 22;
        return Duration.ofMillis((answer.path("id").asLong() >> 22) - then);
    }

    private String refused() {
        try {
            return "refused so often: " + redis.redis().ask(commands -> commands.get(REFUSED));
        } catch (RedisUnavailable e) {
            return e.toString();
        }
    }
}
