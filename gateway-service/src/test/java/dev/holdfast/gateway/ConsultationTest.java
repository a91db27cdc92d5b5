package dev.holdfast.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Consultation;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service has another's command run as the member who asks. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class ConsultationTest extends GatewayInTheWorld {

    @TestHTTPResource("/")
    URI gateway;

    private Caller service;

    @BeforeEach
    void aServiceThatAsks() {
        service = new Caller(gateway, "toy", "gateway", HoldfastServers.SECRET);
    }

    @Test
    void bringsTheOwnersReplyAndDiscordSeesNothing() throws Exception {
        var before = discord.state().path("interactions").size();
        var answer = ask("ada", "balance");
        assertEquals(200, answer.status(), answer::body);
        assertEquals(Reply.say("Ada has 100 shells."), service.reply(answer));
        assertEquals(before, discord.state().path("interactions").size());
    }

    @Test
    void refusesACommandThatWritesAndRunsNothing() throws Exception {
        var before = economy.asked().size();
        var answer = ask("marina", "coins add");
        assertEquals(422, answer.status());
        assertTrue(answer.body().contains("problem:writing-command"), answer::body);
        assertEquals(404, ask("ada", "nothing").status());
        assertEquals(before, economy.asked().size());
    }

    /** The request says nothing of what the member may do, and nothing of it would be believed. */
    @Test
    void asksWithWhatTheMemberMayDoAndNoMore() throws Exception {
        assertEquals(200, ask("ben", "balance").status());
        assertFalse(manages(lastHeld()));
        assertEquals(200, ask("marina", "balance").status());
        assertTrue(manages(lastHeld()));
    }

    @Test
    void asksForNobodyWhoIsNotThere() throws Exception {
        var before = economy.asked().size();
        var answer = ask(new UserId(12_345L), "balance");
        assertEquals(403, answer.status(), answer::body);
        assertTrue(answer.body().contains("problem:not-for-member"), answer::body);
        assertEquals(before, economy.asked().size());
    }

    @Test
    void restsWhileTheFeatureRests() throws Exception {
        var operator = new Caller(gateway, "operator", "gateway", HoldfastServers.SECRET);
        operator.put(
                "/maintenance",
                "{\"scope\":\"feature:wallet\",\"reason\":\"Counting coins.\",\"by\":\"Marina\"}");
        try {
            var before = economy.asked().size();
            var answer = ask("ada", "balance");
            assertTrue(answer.body().contains("/balance is down for maintenance"), answer::body);
            assertTrue(service.reply(answer) instanceof Reply.Refusal, answer::body);
            assertEquals(before, economy.asked().size());
        } finally {
            operator.delete("/maintenance?scope=feature:wallet");
        }
        untilItAnswersAgain();
    }

    @Test
    void hearsNobodyWithoutAPairKey() throws Exception {
        var stranger = new Caller(gateway, "toy", "gateway", "another-secret-of-32-characters!!");
        var body = service.write(consultation(UserId.of(discord.person("ada")), "balance"));
        assertEquals(401, stranger.post("/consultations", body).status());
    }

    private Caller.Answer ask(String name, String path) throws IOException, InterruptedException {
        return ask(UserId.of(discord.person(name)), path);
    }

    private Caller.Answer ask(UserId user, String path) throws IOException, InterruptedException {
        return service.post("/consultations", service.write(consultation(user, path)));
    }

    private Consultation consultation(UserId user, String path) {
        return new Consultation(
                OperationKey.of("1197245631488000001"),
                GuildId.of(discord.guild()),
                ChannelId.of(discord.channel("general")),
                user,
                "Ada",
                CommandPath.of(path),
                Map.of(),
                "en-US");
    }

    private Permissions lastHeld() {
        return economy.asked().getLast().member().permissions();
    }

    private static boolean manages(Permissions held) {
        return held.allows(Permissions.of(Permission.MANAGE_GUILD));
    }
}
