package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscordSettingsCheckTest {

    private static final String DISCORD = "https://discord.com";
    private static final String TOKEN =
            "MTQ5NzE4NTMxMjIwOTI0OTMxNw.yYDC2g.OsGOvWzGSqheWEwq58tygeX-AXbp4-qcm_YIXg";

    @Test
    void takesATokenAndDiscordItself() {
        assertEquals(List.of(), wrong(TOKEN, DISCORD));
    }

    @Test
    void namesWhatIsMissingAndWhatIsWrongAtOnce() {
        var wrong = wrong(" ", "discord");
        assertEquals(2, wrong.size());
        assertTrue(
                wrong.getFirst().startsWith("DISCORD_TOKEN is missing. Copy it from"),
                wrong::toString);
        assertTrue(wrong.getLast().startsWith("DISCORD_URL is 'discord'"), wrong::toString);
    }

    @Test
    void neverRepeatsATokenThatIsWrong() {
        var wrong = wrong("my-secret", DISCORD);
        assertTrue(
                wrong.getFirst().startsWith("DISCORD_TOKEN is not a bot's token"), wrong::toString);
        assertFalse(wrong.getFirst().contains("my-secret"));
    }

    private static List<String> wrong(String token, String url) {
        return new DiscordSettingsCheck(new TestSettings(Optional.of(token), url)).wrong();
    }
}
