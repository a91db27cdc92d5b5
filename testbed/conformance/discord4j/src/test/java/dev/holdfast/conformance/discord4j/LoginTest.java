package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discord4j.core.object.entity.Guild;
import discord4j.core.object.presence.ClientPresence;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class LoginTest {
    private final Bot bot;

    LoginTest(Bot bot) {
        this.bot = bot;
    }

    @Test
    void logsInAndSeesItsGuilds() {
        assertEquals("Holdfast", Bot.done(bot.client.getSelf()).getUsername());
        var names = Bot.done(bot.client.getGuilds().map(Guild::getName).collectList());
        assertEquals(2, names.size());
        var guildState = bot.conformanceSandbox.guildState();
        assertEquals(guildState.person("marina"), bot.guild().getOwnerId().asString());
        assertEquals("bank", bot.channel("bank").getName());
    }

    @Test
    void knowsItsApplication() {
        var application = Bot.done(bot.client.getApplicationInfo());
        assertEquals(bot.application, application.getId().asLong());
    }

    @Test
    void saysHowItIs() {
        Bot.over(bot.client.updatePresence(ClientPresence.idle()));
    }
}
