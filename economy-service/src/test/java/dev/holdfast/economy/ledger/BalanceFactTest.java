package dev.holdfast.economy.ledger;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.economy.TestGuild;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What members have, as economy-service tells it to other services. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class BalanceFactTest {

    @Inject Commands commands;

    @TestHTTPResource("/")
    URI service;

    private final ObjectMapper json = new ObjectMapper();
    private final Admin admin = new Admin("economy");
    private TestGuild guild;
    private Caller gateway;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
        gateway = new Caller(service, "gateway", "economy", HoldfastServers.SECRET);
    }

    @Test
    void tellsOfThoseWhoHaveAnAccountAndNothingOfOthers() throws Exception {
        guild.pay(ANN, BEN, "25");
        var told = ask("?guild=%s&users=%s,%s,%s".formatted(guild.id(), ANN, BEN, CAT));
        assertEquals(Map.of(ANN, 75L, BEN, 125L), values(told.path("values")));
        var elsewhere = ask("?guild=1&users=" + ANN);
        assertEquals(Map.of(), values(elsewhere.path("values")));
    }

    @Test
    void aCursorOfZeroIsEverythingAndWhatIsOldIsToldOnce() throws Exception {
        guild.pay(ANN, BEN, "25");
        try (var clock = new SettableClock("economy")) {
            clock.advance(Duration.ofMinutes(2));
            var all = changes("0");
            assertEquals(Map.of(ANN, 75L, BEN, 125L), values(all.path("changed")));
            var since = changes(all.path("next").asText());
            assertEquals(Map.of(), values(since.path("changed")));
            guild.pay(CAT, BEN, "1");
            var after = changes(since.path("next").asText());
            assertEquals(Map.of(CAT, 99L, BEN, 126L), values(after.path("changed")));
        }
    }

    /** Planted bug: ids are drawn before commits, and a cursor had gone past one. */
    @Test
    void aTransferThatIsCommittedLateIsNotSkipped() throws Exception {
        guild.pay(ANN, BEN, "25");
        var next = new AtomicReference<String>();
        admin.holding(
                """
                insert into transfer (guild_id, from_account, to_account, amount, from_balance, to_balance,
                    reason, operation, made_at)
                select guild_id, account_id, 9, 1, 0, 0, 'wallet.test', '1', now()
                from member_account where guild_id = %s and user_id = %s
                """
                        .formatted(guild.id(), ANN),
                () -> {
                    guild.pay(CAT, BEN, "1");
                    var page = changes("0");
                    next.set(page.path("next").asText());
                    return page;
                });
        var page = changes(next.get());
        assertTrue(values(page.path("changed")).containsKey(ANN), page::toString);
    }

    @Test
    void whatCannotBeReadIsTheCallersFault() throws Exception {
        var rests =
                List.of(
                        "",
                        "?users=",
                        "?users=1,x",
                        "?users=" + "1,".repeat(500) + "1",
                        "/changes?cursor=x");
        for (var rest : rests) {
            assertEquals(400, gateway.get("/bot/facts/balance" + rest).status(), rest);
        }
    }

    private JsonNode changes(String cursor) throws Exception {
        return ask("/changes?guild=%s&cursor=%s".formatted(guild.id(), cursor));
    }

    private JsonNode ask(String rest) throws Exception {
        var answer = gateway.get("/bot/facts/balance" + rest);
        assertEquals(200, answer.status(), answer.body());
        return json.readTree(answer.body());
    }

    private static Map<UserId, Long> values(JsonNode list) {
        var values = new TreeMap<UserId, Long>((a, b) -> Long.compare(a.value(), b.value()));
        list.forEach(each ->
                values.put(UserId.of(each.path("user").asText()), each.path("value").asLong()));
        return values;
    }
}
