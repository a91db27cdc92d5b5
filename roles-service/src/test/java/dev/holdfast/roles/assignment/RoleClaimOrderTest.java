package dev.holdfast.roles.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class RoleClaimOrderTest extends AssignmentScene {

    private static final String DONE = "{\"kind\":\"done\"}";

    @TestHTTPResource("/")
    URI service;

    @Test
    void anotherServiceClaimsARoleAndWithdrawsItsOwnClaimOnly() throws Exception {
        member(ANN);
        assertEquals(DONE, order("\"want\":\"claim\",\"reason\":\"level 5\""));
        assertEquals(List.of(new Effect.GiveRole(ANN, RED)), settleAll(APPLIED));
        claim(give(ANN, RED, RULE));
        assertEquals(DONE, order("\"want\":\"withdraw\",\"reason\":\"reset\""));
        assertEquals(List.of(), effects());
        assertEquals(
                "levels:order reset",
                of(
                        "select source || ' ' || withdrawn_because from claim where guild_id = %s and user_id = %s and role_id = %s and withdrawn_at is not null",
                        ANN, RED));
    }

    @Test
    void oneOrderBroughtTwiceClaimsOnce() throws Exception {
        var order = make("\"want\":\"claim\",\"reason\":\"level 5\",\"urgent\":true");
        assertEquals(DONE, bring(order));
        assertEquals(DONE, bring(order));
        assertEquals(1, ordered().size());
        assertTrue(ordered().getFirst().urgent());
    }

    @Test
    void whatNobodyCanClaimIsRefusedInASentence() throws Exception {
        refused("\"want\":\"keep\",\"reason\":\"x\"", "'claim' or 'withdraw'");
        refused("\"want\":\"claim\"", "'reason'");
        refused("\"want\":\"claim\",\"reason\":\"\u200b\"", "a reason of 1 to 200");
        refused("\"want\":\"claim\",\"reason\":\"x\",\"id\":\"a:b\"", "no colon");
        refused(
                "\"want\":\"claim\",\"reason\":\"x\",\"until\":\"2020-01-01T00:00:00Z\"",
                "in the future");
        tell(Roles.changed(RED, 3));
        tell(new dev.holdfast.kit.protocol.GuildEvent.RoleDeleted(RED));
        refused("\"want\":\"claim\",\"reason\":\"x\"", "is gone");
        assertEquals(0, count("claim"));
    }

    private void refused(String claim, String why) throws IOException, InterruptedException {
        var answer = order(claim);
        assertTrue(answer.contains("\"refused\"") && answer.contains(why), answer);
    }

    private String order(String claim) throws IOException, InterruptedException {
        return bring(make(claim));
    }

    private Order make(String claim) {
        return new Order(
                UUID.randomUUID().toString(),
                guild,
                MOD,
                "role-claim",
                "{\"user\":\"%s\",\"role\":\"%s\",%s}".formatted(ANN, RED, claim),
                Clock.systemUTC().instant(),
                null);
    }

    private String bring(Order order) throws IOException, InterruptedException {
        var gateway = new Caller(service, "gateway", "roles", HoldfastServers.SECRET);
        return gateway.post("/bot/orders?from=levels", gateway.write(order)).body();
    }
}
