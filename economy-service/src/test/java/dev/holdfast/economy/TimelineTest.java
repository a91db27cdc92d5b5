package dev.holdfast.economy;

import static dev.holdfast.economy.TestGuild.ANN;
import static dev.holdfast.economy.TestGuild.BEN;
import static dev.holdfast.economy.TestGuild.CAT;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator is told of what people did with their coins. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class TimelineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI service;

    @Inject Commands commands;

    private final ObjectMapper json = new ObjectMapper();
    private TestGuild guild;
    private Caller operator;

    @BeforeEach
    void freshGuild() {
        guild = new TestGuild(commands);
        operator = new Caller(service, "operator", "economy", HoldfastServers.SECRET);
    }

    @Test
    void aPaymentIsToldByItsKeyWithItsCoinsAndItsLogLines() throws Exception {
        var key = Asking.freshKey();
        guild.ask(
                guild.asking(ANN, "pay")
                        .person("member", BEN)
                        .text("amount", "25")
                        .text("note", "between us")
                        .key(key));
        var told = told("key=" + key);
        assertEquals("operation pay done", said(told.getFirst()));
        assertTrue(
                told.stream()
                        .anyMatch(it -> it.path("detail").asText().equals("25 from 101 to 102")),
                told::toString);
        assertFalse(told.toString().contains("between us"), told::toString);
        await().atMost(PATIENCE).until(() -> log(key.value()).contains("commands.log"));
        assertTrue(log(key.value()).contains("done took="), log(key.value()));
        assertFalse(log(key.value()).contains("between us"), log(key.value()));
    }

    @Test
    void aMemberIsToldOfWithWhatOthersDidToThemAndNobodyElse() throws Exception {
        guild.pay(ANN, BEN, "25");
        guild.pay(BEN, ANN, "1000000");
        guild.adjust("add", BEN, "5");
        guild.pay(ANN, CAT, "3");
        var ben = told("guild=%s&user=%s".formatted(guild.id(), BEN));
        var words = ben.stream().map(TimelineTest::said).toList();
        assertTrue(words.contains("transfer wallet.pay booked"), words::toString);
        assertTrue(words.contains("operation pay refused"), words::toString);
        assertTrue(words.contains("audit wallet.add noted"), words::toString);
        assertFalse(ben.toString().contains("3 from 101 to 103"), ben::toString);
        assertEquals(List.of(), told("guild=1&user=" + BEN));
        var everybody = told("guild=" + guild.id());
        assertTrue(everybody.toString().contains("3 from 101 to 103"), everybody::toString);
    }

    private List<JsonNode> told(String query) throws Exception {
        var answer = operator.get("/bot/operations?" + query);
        assertEquals(200, answer.status(), answer::body);
        return StreamSupport.stream(
                        json.readTree(answer.body()).path("entries").spliterator(), false)
                .toList();
    }

    private String log(String key) throws Exception {
        return operator.get("/bot/log?key=" + key).body();
    }

    private static String said(JsonNode told) {
        return "%s %s %s"
                .formatted(
                        told.path("kind").asText(),
                        told.path("subject").asText(),
                        told.path("state").asText());
    }
}
