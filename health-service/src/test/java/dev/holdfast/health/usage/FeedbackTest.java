package dev.holdfast.health.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Admin;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.Caller;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class FeedbackTest {

    private static final GuildId GUILD = new GuildId(4_040);
    private static final UserId ANN = new UserId(41);

    @Inject WholeBotStore everybody;

    @TestHTTPResource("/")
    URI service;

    private final Admin database = new Admin("health");
    private final SettableClock clock = new SettableClock("health");
    private Caller gateway;

    @BeforeEach
    void nobodySaidAnything() {
        database.execute("delete from feedback");
        gateway = new Caller(service, "gateway", "health", HoldfastServers.SECRET);
    }

    @AfterEach
    void backToToday() {
        clock.close();
    }

    @Test
    void isTakenOnceADay() throws Exception {
        assertInstanceOf(Reply.Whisper.class, give(ANN, 4, "nice"));
        var again = assertInstanceOf(Reply.Refusal.class, give(ANN, 1, "awful"));
        assertTrue(again.text().contains("You told me today already"), again.text());
        assertEquals(1, database.count("select count(*) from feedback"));
        clock.advance(Duration.ofDays(1));
        assertInstanceOf(Reply.Whisper.class, give(ANN, 5, "better"));
        assertEquals(2, database.count("select count(*) from feedback"));
    }

    @Test
    void whatCannotBeSeenIsRefused() throws Exception {
        var refused = assertInstanceOf(Reply.Refusal.class, give(ANN, 4, "\u200B\u2060"));
        assertTrue(refused.text().contains("can’t see anything"), refused.text());
        assertEquals(0, database.count("select count(*) from feedback"));
    }

    @Test
    void satisfactionNeedsFivePeopleAndOperatorsReadTheWords() throws Exception {
        for (var person = 1; person <= 5; person++) {
            give(new UserId(100 + person), person, person == 5 ? "great" : "fine");
        }
        var range = TimeRange.last(30, Clock.systemUTC().instant());
        var told = everybody.figures(range).satisfaction();
        assertEquals(new Satisfaction(5, 3), told);
        assertTrue(told.isKnown());
        var words = everybody.growth(range).words().stream().map(Growth.Words::text).toList();
        assertTrue(words.containsAll(List.of("great", "fine")), words.toString());
    }

    private Reply give(UserId user, int score, String text) throws Exception {
        var asked = Asking.in(GUILD).by(user).command("feedback");
        return gateway.reply(gateway.post(asked.whole("score", score).text("text", text).build()));
    }
}
