package dev.holdfast.health.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.health.incident.Finding;
import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Component.Kind;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators and members are answered, asked as the gateway asks. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class IncidentCommandsTest {

    private static final GuildId GUILD = new GuildId(1);
    private static final UserId MARINA = new UserId(5);
    private static final UserId OTTO = new UserId(6);
    private static final Duration LEADING = Duration.ofSeconds(40);
    private static final AtomicInteger SEQUENCE = new AtomicInteger();

    @TestHTTPResource("/")
    URI service;

    @Inject Incidents incidents;

    private Caller gateway;

    @BeforeEach
    void asTheGatewayAsks() {
        gateway = new Caller(service, "gateway", "health", HoldfastServers.SECRET);
    }

    @Test
    void everybodyMayAskHowItIs() throws Exception {
        var shown = assertInstanceOf(Reply.Message.class, reply(asked("status", MARINA)));
        assertEquals("status.png", shown.content().files().getFirst().name());
    }

    @Test
    void aHealthCheckSaysThatItCouldNotLookWithoutAGateway() throws Exception {
        var asked =
                Asking.in(GUILD).by(MARINA).allowed(Permission.MANAGE_GUILD).command("healthcheck");
        var shown = assertInstanceOf(Reply.Whisper.class, reply(asked));
        var words = Objects.requireNonNull(shown.content().card()).words();
        assertTrue(words.contains("I couldn’t look at my permissions"), words);
    }

    @Test
    void anUnknownIncidentIsRefusedInOneSentence() throws Exception {
        for (var odd : new String[] {"999999999", "x", "-1", "#", "12 or 1=1", "٩٩٩٩٩٩٩"}) {
            for (var command : new String[] {"show", "acknowledge"}) {
                var asked = asked("incident " + command, MARINA).text("incident", odd);
                var refused = assertInstanceOf(Reply.Refusal.class, reply(asked));
                assertTrue(refused.text().contains("</incident list>"), refused.text());
            }
        }
    }

    @Test
    void aNoteThatShowsNothingIsRefused() throws Exception {
        var incident = open();
        var asked =
                asked("incident note", MARINA)
                        .text("incident", id(incident))
                        .text("note", "\u200B ");
        var refused = assertInstanceOf(Reply.Refusal.class, reply(asked));
        assertTrue(refused.text().startsWith("There’s nothing to see in that note."));
    }

    @Test
    void aNoteStandsInTheTimelineOnceHoweverOftenItArrives() throws Exception {
        var incident = open();
        var asked =
                asked("incident note", MARINA)
                        .text("incident", "#" + id(incident))
                        .text("note", "Restarted *it*.")
                        .key(Asking.freshKey());
        reply(asked);
        reply(asked);
        var notes =
                incidents.timeline(incident.id()).stream()
                        .filter(entry -> entry.text().equals("Restarted *it*."))
                        .toList();
        assertEquals(1, notes.size());
        assertEquals("5", notes.getFirst().by());
    }

    @Test
    void whoeverAcknowledgesFirstSeesToIt() throws Exception {
        var incident = open();
        var button = asked("incident acknowledge", MARINA).button(MARINA, id(incident));
        assertInstanceOf(Reply.Update.class, reply(button));
        assertEquals("5", incidents.find(incident.id()).orElseThrow().acknowledgedBy());
        var late = asked("incident acknowledge", OTTO).text("incident", id(incident));
        var refused = assertInstanceOf(Reply.Refusal.class, reply(late));
        assertTrue(refused.text().startsWith("<@5> is already seeing to incident"), refused.text());
        var again = asked("incident acknowledge", MARINA).text("incident", id(incident));
        assertInstanceOf(Reply.Whisper.class, reply(again));
    }

    @Test
    void nobodySeesToWhatIsOver() throws Exception {
        var incident = open();
        Awaitility.await()
                .atMost(LEADING)
                .until(() -> {
                    incidents.recovered(incident.root());
                    return !incidents.find(incident.id()).orElseThrow().isOpen();
                });
        var asked = asked("incident acknowledge", MARINA).text("incident", id(incident));
        var refused = assertInstanceOf(Reply.Refusal.class, reply(asked));
        assertTrue(refused.text().contains("is over"), refused.text());
    }

    @Test
    void controlsThatNobodyDrewAreRefused() throws Exception {
        for (var command : new String[] {"list", "show", "note", "acknowledge"}) {
            for (var state : new String[] {"", "page:x", "page:99999999999", "999999999", "🙃"}) {
                var asked = asked("incident " + command, MARINA).button(MARINA, state);
                var refused = assertInstanceOf(Reply.Refusal.class, reply(asked), command + state);
                assertTrue(refused.text().contains("older message"), refused.text());
            }
        }
    }

    /** One of a part of its own. */
    private Incident open() {
        var root = new Component(Kind.SERVICE, "broken" + SEQUENCE.incrementAndGet());
        // Only who leads opens one, and who begins must first find out whether it does.
        return Awaitility.await()
                .atMost(LEADING)
                .until(
                        () -> {
                            incidents.report(new Finding(root, Verdict.DOWN, "It is silent."));
                            return incidents.open().stream()
                                    .filter(incident -> incident.root().equals(root))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String id(Incident incident) {
        return Long.toString(incident.id());
    }

    private static Asking asked(String command, UserId by) {
        return Asking.in(GUILD).by(by).command(command);
    }

    private Reply reply(Asking asked) throws IOException, InterruptedException {
        return gateway.reply(gateway.post(asked.build()));
    }
}
