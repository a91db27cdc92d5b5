package dev.holdfast.gateway.effect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Orders;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.EffectOutcome.Expired;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However often it is sent and whatever is lost on the way, it happens once. */
@Tag("chaos")
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class OnceTest extends EffectsInTheWorld {

    private static final Duration NONCE_FORGOTTEN = Duration.ofSeconds(7);

    @Test
    void answersARepeatedOrderWithoutDiscord() {
        var order = say("games", fresh());
        var first = outcome(order);
        discord.fault("{\"path\":\"/api\",\"cut\":100000}");
        assertEquals(first, orders.outcome(done(order)));
        discord.fault("{}");
        assertEquals(1, discord.saying(order.key()).size());
    }

    @Test
    void keepsTheMessagesIdBeforeItAnswers() {
        var order = say("games", fresh());
        var sent = assertInstanceOf(Applied.class, orders.outcome(done(order)));
        var kept =
                database.list(
                        "select message_id from effect where key = '%s'".formatted(order.key()),
                        Long.class);
        assertEquals(sent.message(), new MessageId(kept.getFirst()));
    }

    @Test
    void sendsOneMessageForTenOrdersAtOnce() throws Exception {
        var order = say("games", fresh());
        var calls = new ArrayList<Callable<Orders.Answer>>();
        for (var i = 0; i < 10; i++) {
            calls.add(() -> done(order));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertTrue(answers.stream().allMatch(it -> it.status() == 200 || it.status() == 503));
            assertTrue(answers.stream().anyMatch(it -> it.status() == 200));
        }
        assertInstanceOf(Applied.class, outcome(order));
        assertEquals(1, discord.saying(order.key()).size());
    }

    @Test
    void sendsOneMessageWhenItsAnswerIsLost() {
        var order = say("games", fresh());
        discord.fault("{\"path\":\"/messages\",\"lost\":1}");
        assertInstanceOf(Applied.class, outcome(order));
        assertEquals(1, discord.saying(order.key()).size());
    }

    @Test
    void sendsOneMessageWhenEveryAnswerIsLostAndItIsOrderedAgain() {
        var order = say("bank", fresh());
        discord.fault("{\"path\":\"/messages\",\"lost\":4}");
        assertEquals(503, done(order).status());
        discord.fault("{}");
        assertInstanceOf(Applied.class, outcome(order));
        assertEquals(1, discord.saying(order.key()).size());
    }

    @Test
    void findsItsMessageAgainWhenDiscordHasForgottenTheNonce() {
        var order = say("bank", fresh());
        loseTheAnswers(order);
        var found = assertInstanceOf(Applied.class, outcome(order));
        var message = discord.saying(order.key());
        assertEquals(1, message.size());
        assertEquals(message.getFirst().path("id").asText(), String.valueOf(found.message()));
    }

    @Test
    void findsItsDirectMessageAgain() {
        var text = fresh();
        var order = order(new Effect.Tell(person("ada"), Content.text(text), null));
        loseTheAnswers(order);
        assertInstanceOf(Applied.class, outcome(order));
        assertEquals(1, discord.saying(text).size());
    }

    @Test
    void takesNoOtherEffectsMessageForItsOwn() {
        var text = fresh();
        var one = order(new Effect.Say(channel("games"), Content.text(text), null));
        var other = order(new Effect.Say(channel("games"), Content.text(text), null));
        assertInstanceOf(Applied.class, outcome(one));
        var firstSent = now().minusSeconds(300);
        var late =
                new EffectOrder(
                        other.key(),
                        other.guild(),
                        other.effect(),
                        other.reason(),
                        null,
                        firstSent);
        assertInstanceOf(Applied.class, outcome(late));
        assertEquals(2, discord.saying(text).size());
    }

    @Test
    void doesNotLookForEverWhereItMayNotLook() {
        var nowhere =
                new Effect.Say(new ChannelId(123_456_789_012_345_678L), Content.text("x"), null);
        var firstSent = Instant.EPOCH;
        var order = new EffectOrder(fresh(), guild(), nowhere, "", null, firstSent);
        assertRefused(
                Cause.GONE,
                "That channel is gone, or I can’t see it. Pick another one.",
                outcome(order));
    }

    @Test
    void doesNotSayExpiredOfWhatWasDone() {
        var ivy = UserId.of(discord.newcomer("Ivy"));
        var expires = now().plusSeconds(9);
        var role = until(expires, order(new Effect.GiveRole(ivy, role("Lightkeeper"))));
        var message = until(expires, say("games", fresh()));
        discord.fault("{\"path\":\"/roles/\",\"lost\":4}");
        assertEquals(503, done(role).status());
        discord.fault("{\"path\":\"/messages\",\"lost\":4}");
        assertEquals(503, done(message).status());
        discord.fault("{}");
        await().atMost(Duration.ofSeconds(20)).until(() -> now().isAfter(expires));
        assertInstanceOf(Applied.class, outcome(role));
        assertInstanceOf(Applied.class, outcome(message));
        assertEquals(new Expired(), outcome(until(expires, say("games", fresh()))));
        assertEquals(1, discord.saying(message.key()).size());
        assertEquals(1, discord.audit(ivy.toString()).size());
    }

    @Test
    void findsItsMessageAgainThatWasSentWithoutItsFiles() {
        var text = fresh();
        var file = new Attachment("list.txt", "list", Map.of("text", "a seal"));
        var say = new Effect.Say(channel("games"), Content.text(text).files(file), null);
        var expires = now().plusSeconds(4);
        var longAgo = now().minus(Duration.ofMinutes(11));
        var order = new EffectOrder(text, guild(), say, "", expires, longAgo);
        // Named by no service, so that nobody draws for it.
        var elsewhere = new Orders(gateway, "roles");
        var sent = elsewhere.outcome(elsewhere.send(order));
        assertInstanceOf(Applied.class, sent);
        // As after a gateway that died before it kept what became of it.
        database.execute(
                """
                update effect set outcome = null, settled_at = null, message_id = null,
                claimed_until = now() - interval '1 second' where key = '%s'
                """
                        .formatted(text));
        await().atMost(Duration.ofSeconds(20)).until(() -> now().isAfter(expires));
        assertEquals(sent, elsewhere.outcome(elsewhere.send(order)));
    }

    /** All answers are lost, minutes pass, and Discord no longer knows the nonce. */
    private void loseTheAnswers(EffectOrder order) {
        discord.fault("{\"path\":\"/messages\",\"lost\":4}");
        assertEquals(503, done(order).status());
        discord.fault("{}");
        var forgotten = now().plus(NONCE_FORGOTTEN);
        await().atMost(Duration.ofSeconds(20)).until(() -> now().isAfter(forgotten));
        database.execute(
                "update effect set in_doubt_since = in_doubt_since - interval '5 minutes' where key = '%s'"
                        .formatted(order.key()));
    }
}
