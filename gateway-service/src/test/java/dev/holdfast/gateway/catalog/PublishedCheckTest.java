package dev.holdfast.gateway.catalog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.discord.RestCall;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.command.IntegrityCheck.Finding;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody, or another program with the bot's token, changes the commands on Discord. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class PublishedCheckTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject PublishedCheck check;
    @Inject DiscordConnection connection;
    @Inject DiscordRest rest;
    @Inject CatalogUpdater catalogs;

    private final ObjectMapper json = new ObjectMapper();
    Sandbox discord;

    @AfterEach
    void discordIsAsDescribed() {
        if (connection.application().isPresent()) {
            rest.send(RestCall.put(path(), CommandShape.all(catalogs.current())));
        }
        discord.wasAsDescribed();
    }

    @Test
    void aCommandThatDiscordLostIsNamedAndSoIsOneTooMany() throws Exception {
        await().atMost(PATIENCE).until(() -> check.check() instanceof Finding.Sound);
        var less = CommandShape.all(catalogs.current());
        var lost = less.remove(0).path("name").asText();
        less.add(json.readTree("{\"name\":\"planted\",\"description\":\"Planted\",\"type\":1}"));
        rest.send(RestCall.put(path(), less));
        var broken = assertInstanceOf(Finding.Broken.class, check.check());
        assertEquals(true, broken.detail().startsWith("Discord lacks /" + lost), broken.detail());
        assertEquals(
                true, broken.detail().endsWith("; Discord still lists /planted"), broken.detail());
    }

    @Test
    void subcommandsAndOptionsCount() throws Exception {
        var wanted =
                "[{\"name\":\"a\",\"options\":[{\"name\":\"b\",\"options\":[{\"name\":\"c\"}]}]}]";
        var listed = "[{\"name\":\"a\",\"type\":1,\"options\":[{\"name\":\"b\",\"type\":1}]}]";
        assertEquals(
                new Finding.Broken("Discord lacks /a b c"),
                PublishedCheck.compare(json.readTree(listed), json.readTree(wanted)));
        assertEquals(
                new Finding.Sound(3),
                PublishedCheck.compare(json.readTree(wanted), json.readTree(wanted)));
    }

    private String path() {
        return "/applications/" + connection.application().orElseThrow().id() + "/commands";
    }
}
