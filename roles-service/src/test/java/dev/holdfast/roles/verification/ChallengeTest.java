package dev.holdfast.roles.verification;

import static dev.holdfast.roles.verification.TestGuild.ANN;
import static dev.holdfast.roles.verification.TestGuild.BEN;
import static dev.holdfast.roles.verification.TestGuild.MOD;
import static dev.holdfast.roles.verification.TestGuild.words;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.command.Commands;
import dev.holdfast.kit.database.Request;
import dev.holdfast.kit.database.RequestHash;
import dev.holdfast.kit.database.RequestOutcome;
import dev.holdfast.kit.database.UnitsOfWork;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionValue;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.Asking;
import dev.holdfast.kit.testing.HoldfastServers;
import dev.holdfast.kit.testing.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
class ChallengeTest {

    @Inject Commands commands;
    @Inject CaptchaLetters letters;
    @Inject UnitsOfWork units;
    @Inject StartCommand start;

    private TestGuild guild;

    @BeforeEach
    void setUp() {
        guild = new TestGuild(commands);
    }

    private void with(VerificationMethod way) {
        var reply = guild.ask(guild.setup(way));
        assertInstanceOf(Reply.Whisper.class, reply, words(reply));
    }

    private void ask(String question, String answers) {
        var fields =
                Map.of("question0", question, "answers0", answers, "question1", "", "answers1", "");
        var window = guild.asOwner("verify questions").modal(TestGuild.OWNER, "questions", fields);
        assertTrue(words(guild.ask(window)).startsWith("Questions saved"));
    }

    private static Content content(Reply reply) {
        return switch (reply) {
            case Reply.Whisper(var content) -> content;
            case Reply.Update(var content) -> content;
            case Reply.Message _, Reply.Modal _, Reply.Question _, Reply.Refusal _ ->
                    throw new AssertionError(words(reply));
        };
    }

    /** The state of the button that opens the window. */
    private static String answering(Reply reply) {
        return ((Button) content(reply).rows().getFirst().getFirst()).state();
    }

    private Asking sending(UserId who, Reply challenge, String answer) {
        return guild.asking(who, StartCommand.PATH)
                .modal(who, answering(challenge), Map.of("answer0", answer));
    }

    private Reply send(UserId who, Reply challenge, String answer) {
        return guild.ask(sending(who, challenge, answer));
    }

    private String code(Reply challenge) {
        return letters.of(StartState.nonce(answering(challenge)));
    }

    @Test
    void theRightAnswerLetsInHoweverItIsWritten() {
        ask("What is rule 3?", "Be kind\nbe nice");
        with(VerificationMethod.QUESTION);
        var challenge = guild.start(ANN);
        assertTrue(words(challenge).contains("What is rule 3?"), words(challenge));
        var window = assertInstanceOf(Reply.Modal.class, guild.press(ANN, answering(challenge)));
        assertEquals("What is rule 3?", window.inputs().getFirst().label());
        assertTrue(words(send(ANN, challenge, "  BE  KİND ")).startsWith("You’re verified"));
        assertTrue(guild.isVerified(ANN));
    }

    @Test
    void questionsComeBeforeTheirSetup() {
        assertTrue(
                words(guild.ask(guild.setup(VerificationMethod.QUESTION)))
                        .contains("</verify questions>"));
        var fields =
                Map.of("question0", "Why?", "answers0", "\u200b", "question1", "", "answers1", "");
        var window = guild.asOwner("verify questions").modal(TestGuild.OWNER, "questions", fields);
        assertInstanceOf(Reply.Refusal.class, guild.ask(window));
        assertEquals(0, guild.count("verification_question"));
    }

    @Test
    void threeWrongAnswersPauseAndThenCountAnew() {
        ask("What is rule 3?", "be kind");
        with(VerificationMethod.QUESTION);
        var first = send(ANN, guild.start(ANN), "no");
        assertTrue(words(first).contains("You have 2 tries left"), words(first));
        var second = send(ANN, first, "no");
        assertTrue(words(second).contains("one try left"), words(second));
        assertTrue(words(send(ANN, second, "no")).startsWith("Take a break"));
        assertTrue(words(guild.start(ANN)).startsWith("Take a break"));
        assertTrue(words(send(ANN, second, "be kind")).startsWith("Take a break"));
        assertFalse(guild.isVerified(ANN));
        guild.admin()
                .execute(
                        "update challenge set paused_until = now() where guild_id = " + guild.id());
        var again = send(ANN, guild.start(ANN), "no");
        assertTrue(words(again).contains("You have 2 tries left"), words(again));
        assertTrue(words(send(ANN, again, "be kind")).startsWith("You’re verified"));
    }

    @Test
    void anAnswerSentTwiceCountsOnce() {
        with(VerificationMethod.PICTURE);
        var challenge = guild.start(ANN);
        var wrong = sending(ANN, challenge, "wrong").key(Asking.freshKey());
        assertTrue(words(guild.ask(wrong)).contains("You have 2 tries left"));
        assertTrue(words(guild.ask(wrong)).contains("You have 2 tries left"));
        assertTrue(words(send(ANN, challenge, "wrong")).contains("That one’s over"));
        assertEquals(1, guild.count("challenge where failures = 1 and guild_id = "));
    }

    @Test
    void ofAnswersSentAtOnceOneCounts() throws Exception {
        with(VerificationMethod.PICTURE);
        var challenge = guild.start(ANN);
        atOnce(sending(ANN, challenge, "a"), sending(ANN, challenge, "b"));
        assertEquals(1, guild.count("challenge where failures = 1 and guild_id = "));
    }

    /** Each was let through before the first of them was wrong for the third time. */
    @Test
    void whatIsSentAtOnceGivesNoFourthTry() throws Exception {
        with(VerificationMethod.PICTURE);
        var last = send(ANN, send(ANN, guild.start(ANN), "no"), "no");
        atOnce(
                sending(ANN, last, "a"),
                sending(ANN, last, "b"),
                sending(ANN, last, "c"),
                guild.asking(ANN, StartCommand.PATH).button(ANN, StartState.ANOTHER));
        assertTrue(words(guild.start(ANN)).startsWith("Take a break"));
    }

    /** All of them are under way before any of them is judged, without the lock in Redis. */
    private void atOnce(Asking... presses) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var under = new ArrayList<Future<?>>();
            guild.admin()
                    .holding(
                            "select from challenge where guild_id = %s for update"
                                    .formatted(guild.id()),
                            () -> {
                                for (var press : presses) {
                                    under.add(threads.submit(() -> run(press.build())));
                                    guild.admin().awaitWaiting(under.size());
                                }
                                return under;
                            });
            for (var each : under) {
                each.get(10, SECONDS);
            }
        }
    }

    private RequestOutcome run(Invocation press) {
        var hash = RequestHash.of("a press");
        var request = new Request(press.operation(), guild.id(), press.user(), "press", hash);
        return units.execute(request, work -> start.run(press, work));
    }

    @Test
    void thePictureIsReadWhateverTheCapitals() throws IOException {
        with(VerificationMethod.PICTURE);
        var challenge = guild.start(ANN);
        var picture = content(challenge).files().getFirst();
        var drawn = ImageIO.read(new ByteArrayInputStream(letters.draw(picture.parameters())));
        assertEquals(640, drawn.getWidth());
        assertTrue(
                words(send(ANN, challenge, code(challenge).toLowerCase(Locale.ROOT)))
                        .startsWith("You’re verified"));
        assertEquals(1, guild.count("verified_member where how = 'picture' and guild_id = "));
    }

    @Test
    void pressingAgainShowsTheSameOneAndAnotherIsAnother() {
        with(VerificationMethod.PICTURE);
        var challenge = guild.start(ANN);
        assertEquals(answering(challenge), answering(guild.start(ANN)));
        var other = guild.press(ANN, StartState.ANOTHER);
        assertTrue(words(send(ANN, challenge, code(challenge))).contains("That one’s over"));
        assertFalse(guild.isVerified(ANN));
        assertEquals(1, guild.count("challenge"));
        assertFalse(answering(other).equals(answering(challenge)));
    }

    @Test
    void anotherMembersPictureIsNoHelp() {
        with(VerificationMethod.PICTURE);
        var challenge = guild.start(ANN);
        guild.start(BEN);
        assertTrue(words(send(BEN, challenge, code(challenge))).contains("That one’s over"));
        assertFalse(guild.isVerified(BEN));
    }

    @Test
    void afterTenMinutesThereIsANewOne() {
        with(VerificationMethod.PICTURE);
        var challenge = guild.start(ANN);
        try (var clock = new SettableClock("roles")) {
            clock.advance(Duration.ofMinutes(11));
            var over = send(ANN, challenge, code(challenge));
            assertTrue(words(over).contains("That one’s over"), words(over));
            assertEquals(0, guild.count("challenge where failures > 0 and guild_id = "));
            assertTrue(words(send(ANN, over, code(over))).startsWith("You’re verified"));
        }
    }

    @Test
    void whoCannotReadItHasAnotherWay() {
        with(VerificationMethod.PICTURE);
        guild.start(ANN);
        assertTrue(
                words(guild.press(ANN, StartState.OTHER))
                        .startsWith("A moderator will have a look"));
        guild.decide(MOD, new DecideState(true, ANN, 1).toString());
        assertTrue(guild.isVerified(ANN));
        ask("What is rule 3?", "be kind");
        guild.start(BEN);
        var question = guild.press(BEN, StartState.OTHER);
        assertTrue(words(question).contains("What is rule 3?"), words(question));
        assertTrue(words(send(BEN, question, "be kind")).startsWith("You’re verified"));
    }

    @Test
    void anOldCardDoesNotPassAStricterSetup() {
        ask("What is rule 3?", "be kind");
        with(VerificationMethod.PICTURE);
        var picture = guild.start(ANN);
        with(VerificationMethod.QUESTION);
        assertTrue(words(send(ANN, picture, code(picture))).contains("What is rule 3?"));
        with(VerificationMethod.PICTURE);
        var another = guild.start(BEN);
        with(VerificationMethod.APPROVAL);
        for (var state : List.of(StartState.ANOTHER, StartState.OTHER, answering(another))) {
            var asked = words(guild.press(BEN, state));
            assertTrue(asked.startsWith("A moderator will have a look"), asked);
        }
        send(BEN, another, code(another));
        assertEquals(0, guild.count("verified_member"));
    }

    /** Without the commands' lock of the member: what the rows say has to do. */
    @Test
    void ofTwoThirdAnswersAtOnceNoneGetsAroundThePause() throws Exception {
        with(VerificationMethod.PICTURE);
        var last = send(ANN, send(ANN, guild.start(ANN), "wrong"), "wrong");
        var replies = new ArrayList<Future<Reply>>();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            guild.admin()
                    .holding(
                            "select 1 from challenge where guild_id = %s for update"
                                    .formatted(guild.id()),
                            () -> {
                                for (var i = 0; i < 2; i++) {
                                    replies.add(
                                            both.submit(
                                                    () -> unlocked(sending(ANN, last, "wrong"))));
                                }
                                guild.admin().awaitWaiting(2);
                                return replies;
                            });
        }
        for (var reply : replies) {
            assertTrue(words(reply.get()).startsWith("Take a break"), words(reply.get()));
        }
        assertTrue(words(guild.start(ANN)).startsWith("Take a break"));
        assertEquals(1, guild.count("challenge where paused_until > now() and guild_id = "));
    }

    private Reply unlocked(Asking asking) {
        return units.write(guild.id(), Asking.freshKey(), work -> start.run(asking.build(), work));
    }

    @Test
    void aPictureAloneIsNoSetup() {
        var alone =
                guild.asOwner("verify setup")
                        .option("role", new OptionValue.Role(TestGuild.VERIFIED, "V"))
                        .option("channel", new OptionValue.Channel(TestGuild.DOOR, "d"))
                        .text("way", "picture");
        assertTrue(words(guild.ask(alone)).startsWith("Not everybody can read a picture"));
    }

    @Test
    void neitherCodeNorAnswerIsKeptOrTold() {
        ask("What is rule 3?", "be kind");
        with(VerificationMethod.PICTURE);
        var challenge = guild.start(ANN);
        var code = code(challenge);
        send(ANN, challenge, "mistake");
        assertFalse(content(challenge).toString().contains(code));
        assertFalse(words(challenge).contains(code));
        var everything =
                guild.admin()
                        .list(
                                """
                                select coalesce(reply::text, '') from operation where guild_id = %1$s
                                union all select challenge::text from challenge where guild_id = %1$s
                                union all select detail::text from audit where guild_id = %1$s
                                """
                                        .formatted(guild.id()),
                                String.class)
                        .toString();
        assertFalse(everything.contains(code), everything);
        assertFalse(everything.contains("bekind"), everything);
        assertFalse(everything.contains("mistake"), everything);
    }
}
