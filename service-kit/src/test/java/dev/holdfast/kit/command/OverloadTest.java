package dev.holdfast.kit.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that has as much to do as it takes on. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class OverloadTest {

    private static final GuildId GUILD = new GuildId(52);

    @Inject BotResource resource;
    @Inject CommandSettings settings;
    @Inject MeterRegistry metrics;

    @TestHTTPResource("/")
    URI service;

    private final Admin admin = new Admin("probe");
    private Caller gateway;

    @BeforeEach
    void nothingCounted() {
        admin.execute("delete from tally where guild_id = 52");
        gateway = new Caller(service, "gateway", "probe", HoldfastServers.SECRET);
    }

    @Test
    void turnsAwayAtOnceWhatIsTooMuchAndStoresNothing() throws Exception {
        var late = Asking.in(GUILD).by(new UserId(9)).command("count").whole("by", 5).build();
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var place = 0; place < settings.atOnce(); place++) {
                var _ =
                        threads.submit(
                                () -> resource.bulkhead.within(() -> held(end), () -> false));
            }
            var running = metrics.get("holdfast.commands.running").gauge();
            await().until(() -> running.value() == settings.atOnce());
            for (var attempt = 0; attempt < 3; attempt++) {
                var refused = gateway.post(late);
                assertEquals(429, refused.status());
                assertTrue(refused.body().contains("problem:overloaded"), refused.body());
            }
            assertEquals(0, total());
            assertSaysWhatItCanDo();
            end.countDown();
        }
        assertEquals(Reply.say("total 5"), gateway.reply(gateway.post(late)));
        assertEquals(5, total());
    }

    private void assertSaysWhatItCanDo() throws IOException, InterruptedException {
        assertTrue(gateway.get("/bot/manifest").body().contains("count"));
        var shown = gateway.get("/q/metrics").body();
        assertTrue(shown.contains("holdfast_commands_running_rejected_total 3.0"), shown);
    }

    private static boolean held(CountDownLatch end) throws InterruptedException {
        return end.await(30, TimeUnit.SECONDS);
    }

    private long total() {
        return admin.count("select coalesce(sum(total), 0)::bigint from tally where guild_id = 52");
    }
}
