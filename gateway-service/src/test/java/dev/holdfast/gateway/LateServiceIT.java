package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.gateway.testing.Economy;
import dev.holdfast.gateway.testing.GatewayProcess;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.protocol.EventKind;
import dev.holdfast.kit.protocol.GuildEvent.GuildSeen;
import dev.holdfast.kit.protocol.Manifest;
import dev.holdfast.kit.protocol.MemberEvent.BanAdded;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A service that answers for the first time after the gateway has begun its session hears what it
 * wants at once: a new session would lose what people do meanwhile.
 */
@Tag("chaos")
class LateServiceIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void hearsWhatItWantsWithoutANewSession() throws Exception {
        try (var discord = Sandbox.start();
                var economy = new Economy(manifest("economy"));
                var watch =
                        new Economy(manifest("watch", EventKind.BAN_ADDED, EventKind.GUILD_SEEN))) {
            watch.close();
            var services =
                    "economy=http://127.0.0.1:%d,watch=http://127.0.0.1:%d"
                            .formatted(economy.port(), watch.port());
            try (var gateway =
                    GatewayProcess.start(discord, economy, Map.of("HOLDFAST_SERVICES", services))) {
                watch.open();
                await().atMost(LONG).until(() -> lines(gateway, "commands of 3 services") > 0);
                ban(discord);
                await().atMost(LONG).until(() -> hearsOfTheBan(watch));
                await().atMost(LONG).until(() -> hearsWhoIsThere(watch));
                assertEquals(0, lines(gateway, "a new session, for the intents"));
            }
        }
    }

    private static Manifest manifest(String service, EventKind... wanted) {
        var events = Stream.of(wanted).map(EventKind::word).toList();
        return new Manifest(service, 1L, List.of(), List.of(), events, List.of());
    }

    private static void ban(Sandbox discord) {
        var person = discord.newcomer("wreck");
        var _ =
                discord.act(
                        "{'kind':'ban','guildId':'%s','userId':'%s','targetId':'%s'}"
                                .formatted(discord.guild(), discord.person("marina"), person));
    }

    private static boolean hearsOfTheBan(Economy watch) {
        return watch.heard().stream().anyMatch(note -> note.event() instanceof BanAdded);
    }

    private static boolean hearsWhoIsThere(Economy watch) {
        return watch.heard().stream()
                .anyMatch(note -> note.event() instanceof GuildSeen seen && seen.complete());
    }

    private static long lines(GatewayProcess gateway, String part) {
        return gateway.said().stream().filter(said -> said.contains(part)).count();
    }
}
