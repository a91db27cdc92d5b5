package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.MessageEvent;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A past fault: at the first SQL error that nobody had foreseen the threads that tell events and
 * note guilds died for good, and every health check was UP. That error here: the tables have other
 * names for a while.
 */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class UnforeseenTest extends GatewayInTheWorld {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> TABLES = List.of("parked_lane", "membership", "maintenance");
    private static final Set<String> LOOPS =
            Set.of("events-of-economy", "maintenance", "membership", "parked-events");

    @TestHTTPResource("/")
    URI gateway;

    private final Admin database = new Admin("gateway");

    @Test
    void loopsGoOnAfterAnErrorThatNobodyForesawAndHealthNamesThemMeanwhile() {
        var guild = discord.guild();
        await().atMost(PATIENCE).until(() -> joined("left_at is null"));
        var before = economy.heard().size();
        List<String> written;
        TABLES.forEach(table -> rename(table, table + "_away"));
        try {
            written =
                    IntStream.range(0, 5)
                            .mapToObj(each ->
                                    discord.write("ada", "general", "swell " + each)
                                            .path("messageId")
                                            .asText())
                            .toList();
            discord.act("{'kind':'remove','guildId':'%s'}".formatted(guild));
            await().atMost(PATIENCE).until(() -> failing().containsAll(LOOPS));
        } finally {
            TABLES.forEach(table -> rename(table + "_away", table));
        }
        await().atMost(PATIENCE).until(() -> joined("left_at is not null"));
        await().atMost(PATIENCE).until(() -> messages(before).size() >= written.size());
        assertEquals(written, messages(before));
        discord.act("{'kind':'invite','guildId':'%s'}".formatted(guild));
        await().atMost(PATIENCE).until(() -> joined("left_at is null"));
        await().atMost(PATIENCE).until(() -> failing().isEmpty());
    }

    private void rename(String from, String to) {
        database.execute("alter table %s rename to %s".formatted(from, to));
    }

    private boolean joined(String state) {
        return database.count(
                        "select count(*) from membership where guild_id = %s and %s"
                                .formatted(discord.guild(), state))
                == 1;
    }

    private List<String> messages(int before) {
        return economy.heard().stream()
                .skip(before)
                .map(EventEnvelope::event)
                .filter(MessageEvent.MessagePosted.class::isInstance)
                .map(event -> ((MessageEvent.MessagePosted) event).message().toString())
                .toList();
    }

    private Set<String> failing() throws IOException, InterruptedException {
        var operator = new Caller(gateway, "operator", "gateway", HoldfastServers.SECRET);
        var failing = new TreeSet<String>();
        var checks = new ObjectMapper().readTree(operator.get("/q/health/well").body());
        for (var check : checks.path("checks")) {
            if ("loops".equals(check.path("name").asText())) {
                check.path("data").fieldNames().forEachRemaining(failing::add);
            }
        }
        failing.remove("running");
        return failing;
    }
}
