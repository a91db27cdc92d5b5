package dev.holdfast.toy.kudos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class KudosTest {

    @TestHTTPResource("/")
    URI service;

    private Caller gateway;

    @BeforeEach
    void asTheGatewayAsks() {
        gateway = new Caller(service, "gateway", "toy", HoldfastServers.SECRET);
    }

    @Test
    void countsThanksOnceHoweverOftenTheyArrive() throws IOException, InterruptedException {
        var thanks = thanks(new GuildId(1));
        assertEquals(Reply.say("<@2> now has 1 kudos."), gateway.reply(gateway.post(thanks)));
        assertEquals(Reply.say("<@2> now has 1 kudos."), gateway.reply(gateway.post(thanks)));
        var again = thanks(new GuildId(1));
        assertEquals(Reply.say("<@2> now has 2 kudos."), gateway.reply(gateway.post(again)));
    }

    @Test
    void isKeptForEachGuildAndChecked() throws IOException, InterruptedException {
        var elsewhere = thanks(new GuildId(3));
        assertEquals(Reply.say("<@2> now has 1 kudos."), gateway.reply(gateway.post(elsewhere)));
        var checks = gateway.get("/bot/checks?fresh=true").body();
        assertTrue(checks.contains("\"name\":\"kudos-have-an-owner\",\"passed\":true"), checks);
    }

    @Test
    void aThanksIsAsMuchAsTheAdminsSay() throws IOException, InterruptedException {
        var guild = new GuildId(5);
        var settings = Asking.in(guild).by(new UserId(1)).allowed(Permission.MANAGE_GUILD);
        var three = settings.command("toy settings").whole("worth", 3).build();
        var shown = assertInstanceOf(Reply.Whisper.class, gateway.reply(gateway.post(three)));
        var words = shown.content().card().words();
        assertTrue(words.contains("Kudos for a thanks: 1 → **3**"), words);
        assertEquals(
                Reply.say("<@2> now has 3 kudos."), gateway.reply(gateway.post(thanks(guild))));
        var eleven = settings.command("toy settings").whole("worth", 11).build();
        assertEquals(
                Reply.refuse("“Kudos for a thanks” must be between 1 and 10."),
                gateway.reply(gateway.post(eleven)));
    }

    private static Invocation thanks(GuildId guild) {
        return Asking.in(guild)
                .by(new UserId(1))
                .command("kudos")
                .person("member", new UserId(2))
                .build();
    }
}
