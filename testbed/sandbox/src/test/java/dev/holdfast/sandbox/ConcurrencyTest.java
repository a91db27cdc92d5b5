package dev.holdfast.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConcurrencyTest extends SandboxTest {
    private static final int PEOPLE = 8;
    private static final int EACH = 150;

    @Test
    void everyDispatchHasTheNextNumberWhoeverCausedIt() throws Exception {
        client.register(json("[{'name':'ping','description':'x'}]"));
        try (var gateway = client.login(GUILDS | MESSAGES | CONTENT);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.await("GUILD_CREATE");
            var work = new ArrayList<Callable<Void>>();
            for (var person = 0; person < PEOPLE; person++) work.add(this::actOften);
            for (var done : threads.invokeAll(work)) done.get();
            var expected = 3L;
            var interactions = new HashSet<String>();
            for (var seen = 0; seen < PEOPLE * EACH; seen++) {
                var frame = gateway.next(each -> each.path("op").asInt() == 0);
                assertEquals(expected++, frame.path("s").asLong());
                if (frame.path("t").asText().equals("INTERACTION_CREATE")) {
                    interactions.add(frame.path("d").path("id").asText());
                }
            }
            assertEquals(PEOPLE * EACH / 2, interactions.size());
        }
    }

    private Void actOften() {
        for (var turn = 0; turn < EACH; turn++) {
            var act =
                    turn % 2 == 0
                            ? client.command("ping", "ada")
                            : client.act("message", "ben", "games").put("content", "turn " + turn);
            assertEquals(200, client.act(act).status());
        }
        return null;
    }
}
