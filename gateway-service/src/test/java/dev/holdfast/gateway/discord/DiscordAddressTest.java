package dev.holdfast.gateway.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordAddressTest {

    @Test
    void leadsToDiscordsApiAndToTheGatewayThatDiscordNames() {
        var discord = DiscordAddress.of("https://discord.com/");
        assertEquals("https://discord.com/api/v10/gateway", discord.rest("/gateway").toString());
        assertEquals(
                "wss://gateway.discord.gg/", discord.socket("wss://gateway.discord.gg").toString());
        assertEquals(
                "wss://gateway-us-east1-b.discord.gg/",
                discord.socket("wss://gateway-us-east1-b.discord.gg/?v=10").toString());
    }

    @Test
    void keepsTheTokenWithTheServerThatTheOperatorNamed() {
        var local = DiscordAddress.of("http://127.0.0.1:8088");
        assertEquals("ws://127.0.0.1:8088/", local.socket("wss://gateway.discord.gg").toString());
        assertEquals("ws://127.0.0.1:9000/", local.socket("ws://127.0.0.1:9000").toString());
        assertEquals(
                "wss://chat.example/",
                DiscordAddress.of("https://chat.example")
                        .socket("wss://gateway.discord.gg")
                        .toString());
    }

    @Test
    void findsFilesWhereDiscordKeepsThemWhateverHostIsNamed() {
        var file = URI.create("https://evil.example/attachments/1/2/a.png?ex=3&hm=4");
        assertEquals(
                "https://cdn.discordapp.com/attachments/1/2/a.png?ex=3&hm=4",
                DiscordAddress.of("https://discord.com").file(file).orElseThrow().toString());
        assertEquals(
                "http://127.0.0.1:8088/attachments/1/2/a.png?ex=3&hm=4",
                DiscordAddress.of("http://127.0.0.1:8088").file(file).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discord.com",
                "ftp://discord.com",
                "https://",
                "https://discord.com/api",
                "https://user@discord.com",
                "http://discord.com",
                "http://ptb.discord.com",
                "http://gateway.discord.gg",
                "not an address"
            })
    void refusesWhatIsNoAddressOrWouldSendTheTokenInTheClear(String url) {
        assertThrows(IllegalArgumentException.class, () -> DiscordAddress.of(url));
    }
}
