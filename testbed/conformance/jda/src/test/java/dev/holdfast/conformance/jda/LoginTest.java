package dev.holdfast.conformance.jda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.OnlineStatus;
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
        assertEquals(JDA.Status.CONNECTED, bot.jda.getStatus());
        assertEquals("Holdfast", bot.jda.getSelfUser().getName());
        assertEquals(2, bot.jda.getGuilds().size());
        var guildState = bot.conformanceSandbox.guildState();
        assertEquals(guildState.name(), bot.guild().getName());
        assertEquals(guildState.person("marina"), bot.guild().getOwnerId());
        assertEquals(guildState.channel("bank"), bot.channel("bank").getId());
        assertEquals(
                guildState.role("Moderator"),
                bot.guild().getRolesByName("Moderator", false).getFirst().getId());
    }

    @Test
    void knowsItsApplication() {
        var application = bot.jda.retrieveApplicationInfo().complete();
        assertEquals(bot.jda.getSelfUser().getApplicationId(), application.getId());
        assertEquals(
                bot.conformanceSandbox.guildState().person("marina"),
                application.getOwner().getId());
    }

    @Test
    void heartbeatsAreAnswered() {
        assertTrue(bot.jda.getGatewayPing() >= -1);
        assertTrue(bot.jda.getRestPing().complete() >= 0);
    }

    @Test
    void saysHowItIs() {
        bot.jda.getPresence().setStatus(OnlineStatus.IDLE);
        assertEquals(OnlineStatus.IDLE, bot.jda.getPresence().getStatus());
    }
}
