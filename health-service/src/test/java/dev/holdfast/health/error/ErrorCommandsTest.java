package dev.holdfast.health.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.probe.InstanceState;
import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are answered. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ErrorCommandsTest {

    private static final OperationKey CAUSE = OperationKey.of("error-test:2026-12-01T12:00:00Z");
    private static final GuildId GUILD = new GuildId(71);
    private static final UserId OPERATOR = new UserId(1);

    @TestHTTPResource("/")
    URI service;

    @Inject Commands commands;
    @Inject ErrorCollection collection;
    @Inject ErrorClient client;

    private final Admin admin = new Admin("health");
    private long number;

    @BeforeEach
    void oneError() {
        admin.execute(
                "delete from error_group; delete from error_tally; delete from audit where guild_id = 71");
        var error = TestErrors.of("00000000000000aa", Clock.systemUTC().instant()).times(3);
        collection.count(new InstanceErrors("economy", "a:1", List.of(error)), CAUSE);
        number = admin.count("select group_id from error_group");
    }

    @Test
    void listsShowsAndChangesThem() {
        assertTrue(words(ask(asking("errors list"))).contains("🆕 **#%d**".formatted(number)));
        assertTrue(words(ask(of("errors show"))).contains("3 times"));
        assertTrue(words(ask(of("errors ignore"))).contains("Ignored until there are 30"));
        assertTrue(
                words(ask(asking("errors list"))).contains("Nothing is open.")
                        || words(ask(asking("errors list"))).contains("I can’t tell"));
        var ignored = asking("errors list").text("state", "ignored");
        assertTrue(words(ask(ignored)).contains("🔕 **#%d**".formatted(number)));
        assertTrue(words(ask(of("errors reopen"))).contains("Ongoing since"));
        var resolved = words(ask(of("errors resolve")));
        assertTrue(
                resolved.contains("Resolved in build `%d`".formatted(TestErrors.BUILD)), resolved);
        var later = of("errors resolve").text("build", "20270101000000");
        assertTrue(words(ask(later)).contains("build `20270101000000`"));
        assertEquals(
                4,
                admin.count(
                        "select count(*) from audit where guild_id = 71 and action like 'error.%'"));
    }

    @Test
    void buttonsDoTheSame() {
        var next = pressed("errors resolve", number + ":next");
        var words = words(assertInstanceOf(Reply.Update.class, next).content());
        assertTrue(words.contains("build `%d`".formatted(TestErrors.BUILD + 1)), words);
        assertInstanceOf(Reply.Update.class, pressed("errors reopen", "" + number));
        assertInstanceOf(Reply.Update.class, pressed("errors ignore", "" + number));
        assertInstanceOf(Reply.Update.class, pressed("errors list", "all:0"));
        var picked = asking("errors show").select(OPERATOR, "pick", Long.toString(number));
        assertInstanceOf(Reply.Whisper.class, reply(picked));
    }

    @Test
    void badInputIsAnsweredByASentenceAndChangesNothing() {
        refused("I don’t know an error", asking("errors show").whole("number", 2_000_000));
        refused("I don’t know an error", asking("errors resolve").whole("number", 2_000_000));
        refused("That’s no build", of("errors resolve").text("build", "soon"));
        refused("That’s no build", of("errors resolve").text("build", "-20270101000000"));
        refused("is open already", of("errors reopen"));
        ask(of("errors resolve"));
        refused("is resolved in that build already", of("errors resolve"));
        ask(of("errors ignore"));
        refused("is ignored already", of("errors ignore"));
        for (var state : List.of("", "x", "all", "all:99999999", "none:0", "9999999999999999999")) {
            assertInstanceOf(Reply.Refusal.class, pressed("errors list", state), state);
            assertInstanceOf(Reply.Refusal.class, pressed("errors resolve", state), state);
            assertInstanceOf(Reply.Refusal.class, pressed("errors show", state), state);
        }
        assertInstanceOf(Reply.Update.class, pressed("errors list", "all:-5"), "the first page");
    }

    /** By its own key, from a real instance: this one. */
    @Test
    void readsWhatAnInstanceMet() throws Exception {
        Logger.getLogger("holdfast.provoked")
                .error("provoked", new UnsupportedOperationException());
        var self = new InstanceState("health", service, true, true, true, "", Map.of(), null);
        var read = client.read(self);
        assertTrue(collection.count(read, CAUSE) > 0);
        assertEquals(0, collection.count(read, CAUSE));
        assertEquals(
                1,
                admin.count(
                        "select count(*) from error_group where service = 'health' and system = 'provoked' and last_build > 20260000000000"));
    }

    @Test
    void restIsForOperatorsAndPaged() throws Exception {
        for (var kind = 0; kind < 3; kind++) {
            var error =
                    TestErrors.of("%016x".formatted(kind), Clock.systemUTC().instant()).times(1);
            collection.count(new InstanceErrors("economy", "a:1", List.of(error)), CAUSE);
        }
        var operator = new Caller(service, "operator", "health", HoldfastServers.SECRET);
        var gateway = new Caller(service, "gateway", "health", HoldfastServers.SECRET);
        assertEquals(403, gateway.get("/errors").status());
        var first = operator.get("/errors?limit=3");
        assertEquals(200, first.status(), first::body);
        assertTrue(first.body().contains("\"before\":" + (number + 1)), first::body);
        var rest = operator.get("/errors?limit=3&before=" + (number + 1));
        assertTrue(rest.body().contains("\"number\":" + number), rest::body);
        assertTrue(operator.get("/errors/" + number).body().contains("\"days\":["));
        assertEquals(404, operator.get("/errors/2000000").status());
        assertEquals(400, operator.get("/errors?limit=0").status());
        assertEquals(400, operator.get("/errors?state=some").status());
    }

    private Asking asking(String command) {
        return Asking.in(GUILD).by(OPERATOR).command(command);
    }

    private Asking of(String command) {
        return asking(command).whole("number", number);
    }

    private Reply pressed(String command, String state) {
        return reply(asking(command).button(OPERATOR, state));
    }

    private void refused(String words, Asking asking) {
        var said = assertInstanceOf(Reply.Refusal.class, reply(asking));
        assertTrue(said.text().contains(words), said.text());
    }

    private Content ask(Asking asking) {
        return assertInstanceOf(Reply.Whisper.class, reply(asking)).content();
    }

    private Reply reply(Asking asking) {
        return assertInstanceOf(RequestOutcome.Done.class, commands.invoke(asking.build())).reply();
    }

    private static String words(Content content) {
        return Objects.requireNonNull(content.card()).words();
    }
}
