package dev.holdfast.conformance.jda;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class ConnectionTest {
    private static final int PATIENCE_SECONDS = 30;

    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    ConnectionTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    @Test
    void whatHappensDuringACutIsHeardExactlyOnce() throws InterruptedException {
        var resumed = bot.hear(SessionResumeEvent.class, _ -> true);
        var heard =
                bot.hear(
                        MessageReceivedEvent.class,
                        event -> event.getMessage().getContentRaw().startsWith("gap "));
        var ada = conformanceSandbox.person("ada", "general");
        ada.say("gap 0");
        conformanceSandbox.cut();
        var said = new ArrayList<String>(List.of("gap 0"));
        for (var number = 1; number <= 5; number++) {
            ada.say("gap " + number);
            said.add("gap " + number);
        }
        assertNotNull(resumed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        ada.say("gap over");
        said.add("gap over");
        var texts = new ArrayList<String>();
        while (!texts.contains("gap over")) {
            var event = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(event, texts::toString);
            texts.add(event.getMessage().getContentRaw());
        }
        assertEquals(said, texts);
    }

    @Test
    void reconnectsWhenItIsAskedTo() throws InterruptedException {
        var resumed = bot.hear(SessionResumeEvent.class, _ -> true);
        conformanceSandbox.askToReconnect();
        assertNotNull(resumed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void identifiesAgainWhenItsSessionIsOver() throws InterruptedException {
        var again = bot.hear(SessionRecreateEvent.class, _ -> true);
        conformanceSandbox.invalidate();
        assertNotNull(again.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        var heard =
                bot.hear(
                        MessageReceivedEvent.class,
                        event -> event.getMessage().getContentRaw().equals("still there?"));
        conformanceSandbox.person("ada", "general").say("still there?");
        assertNotNull(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void waitsForAsLongAsItIsTold() {
        var wait = Duration.ofMillis(1_500);
        var channel = bot.channel("moderators");
        conformanceSandbox.limit("/channels/" + channel.getId() + "/messages", wait);
        var begun = System.nanoTime();
        channel.sendMessage("patience").complete();
        assertTrue(System.nanoTime() - begun >= wait.toNanos());
        assertEquals(0, conformanceSandbox.faults().path("rateLimited").asInt());
        assertEquals(0, conformanceSandbox.faults().path("tooEarly").asInt());
        assertEquals(1, conformanceSandbox.saying(channel.getId(), "patience").size());
    }

    @Test
    void twoShardsShareTheGuilds() {
        var shards =
                DefaultShardManagerBuilder.create(
                                conformanceSandbox.token(),
                                GatewayIntent.GUILD_MESSAGES,
                                GatewayIntent.DIRECT_MESSAGES,
                                GatewayIntent.MESSAGE_CONTENT)
                        .setRestConfig(Bot.rest(conformanceSandbox))
                        .setSessionController(Bot.sessions(conformanceSandbox))
                        .setShardsTotal(2)
                        .setEnableShutdownHook(false)
                        .build();
        try {
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .until(() -> shards.getShardsRunning() == 2 && shards.getGuilds().size() == 2);
            for (var guild : shards.getGuilds()) {
                var shard = (guild.getIdLong() >>> 22) % 2;
                assertEquals(shard, guild.getJDA().getShardInfo().getShardId());
            }
        } finally {
            shards.shutdown();
        }
    }
}
