package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's own settings, from what an admin does on the local Discord to what they see. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class SettingsTest extends GatewayInTheWorld {

    private final Admin database = new Admin("gateway");

    @AfterEach
    void backToTheDefaults() {
        database.execute(
                "begin; set local app.operation = 'reset'; delete from setting where guild_id = %s; commit"
                        .formatted(discord.guild()));
    }

    @Test
    void showsEachSettingWithItsValueAndMeaningToTheAdminAlone() {
        var shown = settings("");
        assertEquals(EPHEMERAL, flags(shown));
        var words = content(shown);
        for (var line :
                List.of(
                        "**Prefix:** \u2068!\u2069",
                        "**Notice channel:** none",
                        "**Language:** English",
                        "**Time zone:** UTC")) {
            assertTrue(words.contains(line), words);
        }
        assertTrue(words.contains("Up to 5 characters."), words);
        var ben = discord.write("ben", "general", "!holdfast settings language: en");
        assertTrue(Sandbox.words(discord.replyTo(ben)).contains("Manage Server"));
    }

    @Test
    void picksTheNoticeChannelFromDiscordsOwnList() {
        var page = settings("").path("reply");
        var one = discord.pick("marina", page, "pick.0", "notice-channel").path("reply");
        var changed = discord.pick("marina", one, "set.notice-channel", discord.channel("bank"));
        var words = content(changed);
        assertTrue(words.contains("none → **<#%s>**".formatted(discord.channel("bank"))), words);
        var all = discord.press("marina", changed.path("reply"), "All settings").path("reply");
        var again = discord.pick("marina", all, "pick.0", "notice-channel").path("reply");
        var off = content(discord.press("marina", again, "Turn off"));
        assertTrue(off.contains("<#%s> → **none**".formatted(discord.channel("bank"))), off);
    }

    @Test
    void takesNoChannelThatItCannotWriteIn() {
        var page = settings("").path("reply");
        var one = discord.pick("marina", page, "pick.0", "notice-channel").path("reply");
        var refused = discord.pick("marina", one, "set.notice-channel", discord.channel("Lounge"));
        assertTrue(content(refused).startsWith("Notices need an ordinary text channel"));
    }

    @Test
    void findsATimeZoneByItsCityAndTellsServices() {
        var page = settings("").path("reply");
        var window = discord.pick("marina", page, "pick.0", "time-zone").path("reply");
        assertEquals("Time zone", window.path("title").asText());
        assertFalse(window.toString().contains("…"), "no label is cut: " + window);
        var found = discord.submit("marina", window, "value", "berlin");
        assertTrue(content(found).contains("UTC → **Europe/Berlin**"), content(found));
        await().until(() -> {
            discord.command("ada", "general", "balance", NONE);
            var asked = economy.asked().getLast();
            return asked.zone().getId().equals("Europe/Berlin")
                    && asked.guildLanguage().getLanguage().equals("en");
        });
        discord.replyTo(discord.write("ada", "general", "!balance"));
        assertEquals("Europe/Berlin", economy.asked().getLast().zone().getId());
    }

    @Test
    void changesSettingsByTheirNamesInAMessage() {
        var typed = discord.write("marina", "general", "!holdfast settings time-zone: tokyo");
        var words = Sandbox.words(discord.replyTo(typed));
        assertTrue(words.contains("UTC → **Asia/Tokyo**"), words);
    }

    @Test
    void answersThePrefixAndTheNoticesAsCardsWithBeforeAndAfter() {
        var option =
                "[{\"name\":\"prefix\",\"type\":1,\"options\":[{\"name\":\"prefix\",\"type\":3,\"value\":\"%s\"}]}]";
        var changed =
                content(discord.command("marina", "general", "holdfast", option.formatted("?")));
        assertTrue(changed.contains("\u2068!\u2069 → **\u2068?\u2069**"), changed);
        assertTrue(changed.contains("like `?help`"), changed);
        var refused =
                content(discord.command("marina", "general", "holdfast", option.formatted("> ")));
        assertTrue(refused.contains("starts formatting"), refused);
        discord.command("marina", "general", "holdfast", option.formatted("!"));
    }

    /** A past fault: it stopped working and nobody was told why. */
    @Test
    void tellsTheOwnerOnceThatAStoredPrefixIsNoneAnyMore() {
        database.execute(
                "begin; set local app.operation = 'planted'; insert into setting (guild_id, feature, value, changed_at) values (%s, 'guild', '{\"prefix\": \">\"}', now()); commit"
                        .formatted(discord.guild()));
        for (var look = 0; look < 2; look++) {
            assertTrue(content(settings("")).contains("**Prefix:** \u2068!\u2069"));
        }
        var told =
                "select count(*) from timer where guild_id = %s and payload like '%%**Prefix** was%%'";
        await().until(() -> database.count(told.formatted(discord.guild())) == 1);
    }

    private JsonNode settings(String options) {
        return discord.command(
                "marina",
                "general",
                "holdfast",
                "[{\"name\":\"settings\",\"type\":1,\"options\":[%s]}]".formatted(options));
    }
}
