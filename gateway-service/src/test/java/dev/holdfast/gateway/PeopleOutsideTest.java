package dev.holdfast.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A past fault: who is not in the server was known to no command, and found by slash and mention
 * but not by id.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class PeopleOutsideTest extends GatewayInTheWorld {

    private static final String OPTION = "[{\"name\":\"member\",\"type\":6,\"value\":\"%s\"}]";

    @Test
    void everyDoorSaysWhoIsNotInTheServer() {
        var zoe = discord.newcomer("Zoe");
        assertEquals(List.of(false, false, false), outside(zoe));
        discord.act("{'kind':'leave','userId':'" + zoe + "','guildId':'" + discord.guild() + "'}");
        assertTrue(discord.member(zoe).isMissingNode());
        assertEquals(List.of(true, true, true), outside(zoe));
    }

    @Test
    void anIdThatIsNobodysIsStillNobody() {
        var message = discord.write("ada", "general", "!balance 123456789012345678");
        var before = economy.asked().size();
        assertTrue(discord.replyTo(message).path("components").toString().contains("12345678"));
        assertEquals(before, economy.asked().size());
    }

    /** By slash command, by mention and by id; each also knows the name. */
    private List<Boolean> outside(String id) {
        discord.command("ada", "general", "balance", OPTION.formatted(id));
        var slash = asked(id);
        discord.replyTo(discord.write("ada", "general", "!balance <@" + id + ">"));
        var mention = asked(id);
        discord.replyTo(discord.write("ada", "general", "!balance " + id));
        return List.of(slash.outside(), mention.outside(), asked(id).outside());
    }

    private OptionValue.Person asked(String id) {
        var person = economy.asked().getLast().person("member").orElseThrow();
        assertEquals(id, person.user().toString());
        assertEquals("Zoe", person.name());
        return person;
    }
}
