package dev.holdfast.gateway.discord;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.gateway.shard.Membership;
import dev.holdfast.gateway.testing.Sandbox;
import dev.holdfast.kit.coordination.TestRedis;
import dev.holdfast.kit.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session hears what services want, also what they want only after it began. */
class IntentsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String BAN = "GUILD_BAN_ADD";

    private final Sandbox discord = Sandbox.start();
    private final TestRedis redis = TestRedis.at(Servers.redis().url());

    /** Discord's names of events; of a message what it says. */
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final EventListener listener =
            new EventListener() {
                @Override
                public void hear(String type, JsonNode data) {
                    heard.add(type.equals("MESSAGE_CREATE") ? data.path("content").asText() : type);
                }
            };

    @AfterEach
    void close() {
        redis.close();
        discord.close();
    }

    @Test
    void beginsASessionThatHearsMoreOnceMoreIsWanted() throws InterruptedException {
        try (var gateway = start()) {
            ban();
            untilHearing("after the ban");
            assertEquals(0, count(BAN));
            gateway.wanted.set(Set.of(ExtraIntent.GUILD_MODERATION));
            await().atMost(LONG).until(() -> count("READY") == 2);
            ban();
            await().atMost(LONG).until(() -> count(BAN) == 1);
            gateway.wanted.set(Set.of());
            untilHearing("wanting less");
            assertEquals(2, count("READY"));
        }
    }

    @Test
    void goesOnWithASessionOnlyWhereThatHearsAllThatIsWanted() throws InterruptedException {
        start().close();
        try (var _ = start(ExtraIntent.GUILD_MODERATION)) {
            assertEquals(2, count("READY"));
        }
        try (var _ = start(ExtraIntent.GUILD_MODERATION)) {
            ban();
            await().atMost(LONG).until(() -> count(BAN) == 1);
            assertEquals(2, count("READY"));
        }
    }

    private TestShards start(ExtraIntent... wanted) {
        var settings = new TestSettings(Optional.of(discord.token()), discord.url().toString());
        var membership = Membership.of(redis.redis(), discord.token(), OptionalInt.empty());
        var gateway = new TestShards(settings, membership, Set.of(wanted), listener);
        await().atMost(LONG)
                .until(() -> gateway.connection.state() instanceof ConnectionState.Connected);
        return gateway;
    }

    private void untilHearing(String text) {
        discord.write("ada", "general", text);
        await().atMost(LONG).until(() -> heard.contains(text));
    }

    private void ban() {
        var person = discord.newcomer("wreck" + heard.size());
        var _ =
                discord.act(
                        "{'kind':'ban','guildId':'%s','userId':'%s','targetId':'%s'}"
                                .formatted(discord.guild(), discord.person("marina"), person));
    }

    private long count(String type) {
        return heard.stream().filter(type::equals).count();
    }
}
