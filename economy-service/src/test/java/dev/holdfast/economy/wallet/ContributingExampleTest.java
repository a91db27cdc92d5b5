package dev.holdfast.economy.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
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
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A new command is one new class in one folder, as CONTRIBUTING.md shows it. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ContributingExampleTest {

    private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
    private static final Path SOURCE =
            ROOT.resolve(
                    "economy-service/src/test/java/dev/holdfast/economy/wallet/TipCommand.java");

    @TestHTTPResource("/")
    URI service;

    @Test
    void theExampleIsTheClassThatRuns() throws IOException {
        var shown = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        assertTrue(
                shown.contains("```java\n" + Files.readString(SOURCE) + "```"),
                "CONTRIBUTING.md shows another class than " + SOURCE);
    }

    @Test
    void theExampleIsPublishedAndAnswers() throws IOException, InterruptedException {
        var gateway = new Caller(service, "gateway", "economy", HoldfastServers.SECRET);
        assertTrue(gateway.get("/bot/manifest").body().contains("\"path\":\"tip\""));
        var tip =
                Asking.in(new GuildId(77))
                        .by(new UserId(1))
                        .command("tip")
                        .person("member", new UserId(2))
                        .build();
        assertEquals(Reply.say("<@2> gets a coin. Well done!"), gateway.reply(gateway.post(tip)));
    }
}
