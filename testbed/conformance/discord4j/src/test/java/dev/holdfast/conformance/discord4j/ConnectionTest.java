package dev.holdfast.conformance.discord4j;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import dev.holdfast.conformance.GuildState;
import discord4j.core.event.domain.lifecycle.ReadyEvent;
import discord4j.core.event.domain.lifecycle.ResumeEvent;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.shard.ShardingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

@Tag("conformance")
@ExtendWith(OneBot.class)
class ConnectionTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final Duration LOGOUT = Duration.ofSeconds(10);

    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    ConnectionTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    @Test
    void whatHappensDuringACutIsHeardExactlyOnce() throws InterruptedException {
        var resumed = bot.hear(ResumeEvent.class, _ -> true);
        var heard =
                bot.hear(
                        MessageCreateEvent.class,
                        event -> event.getMessage().getContent().startsWith("gap "));
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
            texts.add(event.getMessage().getContent());
        }
        assertEquals(said, texts);
    }

    /** It says goodbye with 1000, which ends the session, so it begins a new one. */
    @Test
    void reconnectsWhenItIsAskedTo() throws InterruptedException {
        var again = bot.hear(ReadyEvent.class, _ -> true);
        conformanceSandbox.askToReconnect();
        assertNotNull(again.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void identifiesAgainWhenItsSessionIsOver() throws InterruptedException {
        var again = bot.hear(ReadyEvent.class, _ -> true);
        conformanceSandbox.invalidate();
        assertNotNull(again.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        var heard =
                bot.hear(
                        MessageCreateEvent.class,
                        event -> event.getMessage().getContent().equals("still there?"));
        conformanceSandbox.person("ada", "general").say("still there?");
        assertNotNull(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void waitsForAsLongAsItIsTold() {
        var wait = Duration.ofMillis(1_500);
        var channel = bot.channel("moderators");
        conformanceSandbox.limit("/channels/" + channel.getId().asString() + "/messages", wait);
        var begun = System.nanoTime();
        Bot.done(channel.createMessage("patience"));
        assertTrue(System.nanoTime() - begun >= wait.toNanos());
        assertEquals(0, conformanceSandbox.faults().path("rateLimited").asInt());
        assertEquals(0, conformanceSandbox.faults().path("tooEarly").asInt());
        assertEquals(1, conformanceSandbox.saying(channel.getId().asString(), "patience").size());
    }

    @Test
    void twoShardsShareTheGuilds() {
        var shards =
                Bot.done(
                        Bot.gateway(conformanceSandbox)
                                .setSharding(ShardingStrategy.fixed(2))
                                .setAwaitConnections(true)
                                .login());
        try {
            assertEquals(2, shards.getGatewayClientGroup().getShardCount());
            // A shard is connected before it has heard of its guilds.
            var guilds = shards.getGuilds().map(guild -> guild.getId().asString()).collectList();
            await().atMost(Bot.PATIENCE).until(() -> Bot.done(guilds).size() == 2);
            var known =
                    conformanceSandbox.harbours().stream().map(GuildState::id).sorted().toList();
            assertEquals(known, Bot.done(guilds).stream().sorted().toList());
        } finally {
            // Discord4J's logout never ends where it meets a shard that is connecting again.
            Bot.over(shards.logout().timeout(LOGOUT, Mono.empty()));
        }
    }
}
