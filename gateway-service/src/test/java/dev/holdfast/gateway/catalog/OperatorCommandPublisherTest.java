package dev.holdfast.gateway.catalog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.gateway.discord.DiscordConnection;
import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.rendering.CommandIds;
import dev.holdfast.gateway.rendering.Placeholders;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the bot's operators use is in nobody else's list. An operators' guild has it, one that is no
 * longer named has it no more, and elsewhere it can be typed by operators.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class OperatorCommandPublisherTest {

    @Inject DiscordConnection connection;
    @Inject DiscordRest rest;
    @Inject CatalogRecord kept;
    @Inject CatalogUpdater catalogs;
    @Inject CommandIds ids;
    @Inject Placeholders placeholders;
    @Inject Clock clock;

    Sandbox discord;

    @BeforeEach
    void untilTheyAreListed() {
        await().atMost(Duration.ofSeconds(30)).until(() -> operators().size() == 1);
    }

    @AfterEach
    void discordIsAsDescribed() {
        publish(discord.guild());
        discord.wasAsDescribed();
    }

    @Test
    void listsThemInTheOperatorsGuildForNobodyByDefault() {
        var listed = operators().getFirst();
        assertEquals(discord.guild(), listed.path("guild_id").asText());
        assertEquals("0", listed.path("default_member_permissions").asText());
    }

    @Test
    void namesThemSoThatTheyCanBeClickedInTheirGuildAndAsWordsElsewhere() {
        var here = GuildId.of(discord.guild());
        var id = operators().getFirst().path("id").asText();
        assertEquals("Type </operator maintenance:" + id + ">.", named(here));
        assertEquals("Type `/operator maintenance`.", named(GuildId.DIRECT));
    }

    private String named(GuildId guild) {
        var message = JsonNodeFactory.instance.objectNode();
        message.put("content", "Type </operator maintenance>.");
        return placeholders.filled(message, guild).path("content").asText();
    }

    @Test
    void takesThemFromAGuildThatIsNoLongerNamed() {
        publish("");
        assertEquals(List.of(), operators());
        assertEquals(List.of(), kept.operatorGuilds(application()));
        publish(discord.guild());
        assertEquals(1, operators().size());
    }

    @Test
    void goesOnWhereTheBotIsNotInAnOperatorsGuild() {
        publish(discord.guild() + ",1234567890123456789");
        assertEquals(1, operators().size());
        assertEquals(1, kept.operatorGuilds(application()).size());
    }

    @Test
    void hidesAdminsCommandsFromMembersAndMixesNone() {
        var roots = Sandbox.elements(discord.state().path("commands")).toList();
        var holdfast = roots.stream().filter(each -> name(each).equals("holdfast")).findFirst();
        assertEquals("32", holdfast.orElseThrow().path("default_member_permissions").asText());
        assertTrue(roots.size() <= Catalog.MOST_ROOTS);
    }

    private List<JsonNode> operators() {
        return Sandbox.elements(discord.state().path("commands"))
                .filter(each -> name(each).equals("operator"))
                .toList();
    }

    private static String name(JsonNode command) {
        return command.path("name").asText();
    }

    /** As a gateway would whose settings name these guilds. */
    private void publish(String guilds) {
        var named = guilds.isEmpty() ? List.<String>of() : List.of(guilds.split(","));
        new OperatorCommandPublisher(new OperatorGuilds(Optional.of(named)), rest, kept, ids, clock)
                .publish(application(), catalogs.current());
    }

    private String application() {
        return connection.application().orElseThrow().id();
    }
}
