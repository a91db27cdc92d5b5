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
        var harbour = bot.ground.harbour();
        assertEquals(harbour.name(), bot.guild().getName());
        assertEquals(harbour.person("marina"), bot.guild().getOwnerId());
        assertEquals(harbour.channel("bank"), bot.channel("bank").getId());
        assertEquals(
                harbour.role("Moderator"),
                bot.guild().getRolesByName("Moderator", false).getFirst().getId());
    }

    @Test
    void knowsItsApplication() {
        var application = bot.jda.retrieveApplicationInfo().complete();
        assertEquals(bot.jda.getSelfUser().getApplicationId(), application.getId());
        assertEquals(bot.ground.harbour().person("marina"), application.getOwner().getId());
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
