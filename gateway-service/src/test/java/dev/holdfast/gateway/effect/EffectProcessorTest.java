package dev.holdfast.gateway.effect;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.discord.RestAnswer;
import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.gateway.testing.Orders;
import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.EffectOrder;
import dev.holdfast.kit.protocol.EffectOutcome.Applied;
import dev.holdfast.kit.protocol.EffectOutcome.Cause;
import dev.holdfast.kit.protocol.EffectOutcome.Expired;
import dev.holdfast.kit.protocol.EffectOutcome.Refused;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each effect does on Discord, and what is said where it cannot be. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class EffectProcessorTest extends EffectsInTheWorld {

    @Inject DiscordRefusals refusals;
    @Inject MeterRegistry metrics;

    @Test
    void givesAndTakesARoleAndSaysWhy() {
        var ben = person("ben");
        assertApplied(new Effect.GiveRole(ben, role("Lightkeeper")));
        assertApplied(new Effect.GiveRole(ben, role("Lightkeeper")));
        assertTrue(
                discord.member(ben.toString())
                        .path("roles")
                        .toString()
                        .contains(role("Lightkeeper").toString()));
        assertApplied(new Effect.TakeRole(ben, role("Lightkeeper")));
        assertTrue(discord.member(ben.toString()).path("roles").isEmpty());
        var audit = discord.audit(ben.toString());
        assertEquals(2, audit.size());
        assertEquals("Bought in the shop", audit.getFirst().path("reason").asText());
    }

    @Test
    void renamesAndTimesOut() {
        var ada = person("ada");
        assertApplied(new Effect.Rename(ada, "Countess Ödön"));
        assertEquals("Countess Ödön", discord.member(ada.toString()).path("nick").asText());
        assertApplied(new Effect.Rename(ada, null));
        assertTrue(discord.member(ada.toString()).path("nick").isNull());
        assertApplied(new Effect.TimeOut(ada, now().plus(1, ChronoUnit.HOURS)));
        assertTrue(discord.member(ada.toString()).path("communication_disabled_until").isTextual());
        assertApplied(new Effect.TimeOut(ada, null));
        assertTrue(discord.member(ada.toString()).path("communication_disabled_until").isNull());
    }

    @Test
    void kicksBansAndUnbans() {
        var kip = UserId.of(discord.newcomer("Kip"));
        assertApplied(new Effect.Kick(kip));
        assertTrue(discord.member(kip.toString()).isMissingNode());
        assertApplied(new Effect.Kick(kip));
        assertApplied(new Effect.Ban(kip, 60));
        assertApplied(new Effect.Ban(kip, 60));
        assertTrue(
                discord.state()
                        .path("guilds")
                        .path(0)
                        .path("bans")
                        .toString()
                        .contains(kip.toString()));
        assertApplied(new Effect.Unban(kip));
        assertApplied(new Effect.Unban(kip));
        assertEquals(3, discord.audit(kip.toString()).size());
    }

    @Test
    void saysEditsAndDeletes() {
        var text = "<@%s> won! %s".formatted(person("ben"), fresh());
        var button = Button.of("Again", "again");
        var source = new Effect.Source(CommandPath.of("pay"), person("ben"));
        var content = Content.text(text).buttons(button);
        var sent =
                assertInstanceOf(
                        Applied.class, outcome(new Effect.Say(channel("games"), content, source)));
        var message = discord.saying(text).getFirst();
        assertEquals(sent.message(), MessageId.of(message.path("id").asText()));
        assertTrue(message.path("mentions").isEmpty(), "it pinged somebody");
        assertTrue(message.toString().contains("pay~"), message::toString);
        var edited = fresh();
        assertApplied(
                new Effect.Edit(channel("games"), sent.message(), Content.text(edited), null));
        assertEquals(1, discord.saying(edited).size());
        assertApplied(new Effect.Delete(channel("games"), sent.message()));
        assertApplied(new Effect.Delete(channel("games"), sent.message()));
        assertEquals(0, discord.saying(edited).size());
        assertRefused(
                Cause.GONE,
                "That message is gone.",
                outcome(
                        new Effect.Edit(
                                channel("games"), sent.message(), Content.text("x"), null)));
    }

    @Test
    void pingsExactlyThePeopleNamed() {
        var text = "<@%s> and <@%s> @everyone %s".formatted(person("ben"), person("ada"), fresh());
        var content = Content.text(text).pinging(person("ada"));
        assertApplied(new Effect.Say(channel("games"), content, null));
        var mentions = discord.saying(text).getFirst().path("mentions");
        assertEquals(1, mentions.size(), mentions::toString);
        assertEquals(person("ada"), UserId.of(mentions.path(0).path("id").asText()));
        assertFalse(discord.saying(text).getFirst().path("mention_everyone").asBoolean());
    }

    @Test
    void sendsFilesThatTheServiceDrawsWhenTheyAreSent() {
        var text = fresh();
        var file = new Attachment("list.txt", "list", Map.of("text", "a seal"));
        var said = Content.text(text).files(file);
        assertApplied(new Effect.Say(channel("games"), said, null));
        var message = discord.saying(text).getFirst();
        assertEquals("list.txt", message.path("attachments").path(0).path("filename").asText());
        assertFalse(discord.text(message.path("attachments").path(0)).isEmpty());
        var told =
                order(fresh(), new Effect.Tell(person("ada"), Content.text("").files(file), null));
        assertInstanceOf(Applied.class, outcome(told));
    }

    @Test
    void sendsAMessageWithoutFilesThatNobodyHasDrawnForLong() {
        var text = fresh();
        var file = new Attachment("list.txt", "list", Map.of("text", "a seal"));
        var say = new Effect.Say(channel("games"), Content.text(text).files(file), null);
        var first = order(text, say);
        // Named by no service, so that nobody draws for it.
        var elsewhere = new Orders(gateway, "roles");
        assertEquals(503, elsewhere.send(first).status());
        assertEquals(0, discord.saying(text).size());
        var later =
                new EffectOrder(
                        first.key(),
                        first.guild(),
                        say,
                        first.reason(),
                        null,
                        now().minus(Duration.ofMinutes(11)));
        assertEquals(200, elsewhere.send(later).status());
        var lost = text + "\nI couldn’t send the file that belongs here.";
        assertEquals(1, discord.saying(lost).size());
    }

    @Test
    void anUrgentMessageLeavesAtOnceWhilePatientOnesWaitForItsChannel() throws Exception {
        // From here on the gateway knows the channel's limit.
        assertEquals(200, done(say("general", fresh())).status());
        var soon = now().plus(Duration.ofSeconds(10));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each = 0; each < 60; each++) {
                threads.execute(() -> orders.sendPatiently(until(soon, say("general", fresh()))));
            }
            await().atMost(Duration.ofSeconds(9))
                    .until(() -> metrics.get("holdfast.gateway.effects").gauge().value() > 20);
            assertTrue(
                    Stream.generate(this::leavesAtOnce).limit(3).anyMatch(prompt -> prompt),
                    "each of three urgent messages took longer than a second");
        }
    }

    /** Another one may, where this does not, as machines stutter. */
    private boolean leavesAtOnce() {
        var text = fresh();
        var before = System.nanoTime();
        assertEquals(200, done(say("general", text)).status());
        var taken = Duration.ofNanos(System.nanoTime() - before);
        assertEquals(1, discord.saying(text).size());
        return taken.compareTo(Duration.ofSeconds(1)) < 0;
    }

    @Test
    void tellsAPersonDirectly() {
        var text = fresh();
        assertApplied(new Effect.Tell(person("ada"), Content.text(text), null));
        assertEquals(1, discord.saying(text).size());
        var gull = outcome(new Effect.Tell(person("Gull"), Content.text(text), null));
        assertRefused(
                Cause.FORBIDDEN,
                "<@%s> doesn’t take direct messages from me.".formatted(person("Gull")),
                gull);
    }

    @Test
    void explainsTheHierarchyBeforeDiscordIsAsked() {
        discord.fault("{\"path\":\"/roles/\",\"failed\":1000}");
        assertRefused(
                Cause.FORBIDDEN,
                "I can’t give or take @\u2068Moderator\u2069, because it isn’t below my own role @\u2068Holdfast\u2069. Move my"
                        + " role @\u2068Holdfast\u2069 above @\u2068Moderator\u2069 in Server Settings > Roles.",
                outcome(new Effect.GiveRole(person("ben"), role("Moderator"))));
        assertRefused(
                Cause.FORBIDDEN,
                "@\u2068Gull\u2069 belongs to a bot or an integration, so nobody can give or take it. Pick another role.",
                outcome(new Effect.GiveRole(person("ben"), role("Gull"))));
        assertRefused(
                Cause.FORBIDDEN,
                "I can’t do that to <@%s>, because their role @\u2068Moderator\u2069 isn’t below my own role @\u2068Holdfast\u2069. Move my role @\u2068Holdfast\u2069 above @\u2068Moderator\u2069 in Server Settings > Roles."
                        .formatted(person("milo")),
                outcome(new Effect.Kick(person("milo"))));
        assertRefused(
                Cause.FORBIDDEN,
                "<@%s> owns this server, and no bot can do that to its owner."
                        .formatted(person("marina")),
                outcome(new Effect.Ban(person("marina"), 0)));
        assertEquals(0, discord.audit(person("milo").toString()).size());
    }

    @Test
    void asksDiscordWhyItWasForbiddenWhereNoEventToldOfTheGuild() {
        var forbidden = new RestAnswer.Refused(403, 50013, "Missing Permissions");
        var role = order(new Effect.GiveRole(person("ben"), role("Moderator")));
        assertRefused(
                Cause.FORBIDDEN,
                "I can’t give or take @\u2068Moderator\u2069, because it isn’t below my own role @\u2068Holdfast\u2069. Move my"
                        + " role @\u2068Holdfast\u2069 above @\u2068Moderator\u2069 in Server Settings > Roles.",
                refusals.outcome(role, forbidden));
        assertRefused(
                Cause.FORBIDDEN,
                "Discord doesn’t let me do that: Missing Permissions. Check my permissions in"
                        + " Server Settings > Roles, and in the channel’s settings.",
                refusals.outcome(say("games", "x"), forbidden));
    }

    @Test
    void saysWhatIsGone() {
        var nobody = UserId.of(discord.newcomer("Nobody"));
        outcome(new Effect.Kick(nobody));
        assertRefused(
                Cause.GONE,
                "<@%s> isn’t in this server anymore.".formatted(nobody),
                outcome(new Effect.GiveRole(nobody, role("Lightkeeper"))));
        assertRefused(
                Cause.GONE,
                "That role is gone. Pick another one.",
                outcome(new Effect.GiveRole(person("ben"), new RoleId(123_456_789_012_345_678L))));
        assertInstanceOf(Applied.class, outcome(new Effect.TakeRole(nobody, role("Lightkeeper"))));
    }

    @Test
    void saysWhatDiscordFindsFaultWith() {
        var tooLong = outcome(new Effect.TimeOut(person("ben"), now().plus(40, ChronoUnit.DAYS)));
        assertRefused(
                Cause.INVALID,
                "Discord didn’t accept that: Invalid Form Body: A timeout lasts at most 28 days.",
                tooLong);
        var noSource = Content.text("x").buttons(Button.of("Again", "again"));
        assertRefused(
                Cause.INVALID,
                "I can’t send that message: A message with buttons needs a source.",
                outcome(new Effect.Say(channel("games"), noSource, null)));
    }

    @Test
    void sendsNothingIntoAnotherServersChannel() {
        var text = fresh();
        var told =
                assertInstanceOf(
                        Applied.class,
                        outcome(new Effect.Tell(person("ben"), Content.text(text), null)));
        var direct = ChannelId.of(discord.saying(text).getFirst().path("channel_id").asText());
        var refused =
                assertInstanceOf(Refused.class, outcome(new Effect.Delete(direct, told.message())));
        assertEquals(Cause.INVALID, refused.cause());
        assertEquals(1, discord.saying(text).size());
    }

    /** A past fault: while Discord did not say whose a channel was, it was written into. */
    @Test
    void sendsNothingIntoAChannelWhileItIsNotKnownWhoseItIs() {
        var first = fresh();
        outcome(new Effect.Tell(person("ada"), Content.text(first), null));
        var direct = ChannelId.of(discord.saying(first).getFirst().path("channel_id").asText());
        var text = fresh();
        var order = order(text, new Effect.Say(direct, Content.text(text), null));
        var fault = "{\"path\":\"/channels/%s\",\"failed\":4,\"status\":500}";
        discord.fault(fault.formatted(direct));
        assertEquals(503, done(order).status());
        var refused = assertInstanceOf(Refused.class, outcome(order));
        assertEquals(Cause.INVALID, refused.cause());
        assertEquals(0, discord.saying(text).size());
    }

    @Test
    void doesNothingThatCameTooLate() {
        var text = fresh();
        var late = until(now().minusSeconds(1), say("games", text));
        assertEquals(new Expired(), outcome(late));
        assertEquals(new Expired(), outcome(late));
        assertEquals(0, discord.saying(text).size());
    }

    @Test
    void sendsNothingOnceItExpiredWhileALimitWasWaitedFor() {
        var text = fresh();
        discord.fault("{\"path\":\"/messages\",\"rateLimited\":1,\"retryAfterMillis\":4000}");
        var order = until(now().plus(Duration.ofSeconds(2)), say("bank", text));
        assertEquals(503, done(order).status());
        assertEquals(new Expired(), outcome(order));
        assertEquals(0, discord.saying(text).size());
    }

    @Test
    void takesNoOrderFromAStranger() {
        assertEquals(401, orders.send("{}", "no key").status());
        var foreign = new dev.holdfast.gateway.testing.Orders(gateway, "roles");
        assertEquals(401, foreign.send("{}", orders.key()).status());
    }

    @Test
    void takesNoOrderThatItDoesNotUnderstand() {
        for (var body : new String[] {"", "null", "{}", "[", "{\"key\":\"k\",\"surprise\":1}"}) {
            assertEquals(400, orders.send(body, orders.key()).status(), body);
        }
    }

    @Test
    void takesNoOtherOrderUnderAKeyThatWasUsed() {
        var first = say("games", fresh());
        assertEquals(200, done(first).status());
        var again =
                order(first.key(), new Effect.Say(channel("games"), Content.text("other"), null));
        assertEquals(422, done(again).status());
        var later =
                new EffectOrder(
                        first.key(), first.guild(), first.effect(), first.reason(), null, now());
        assertEquals(200, done(later).status());
        assertFalse(discord.saying(first.key()).isEmpty());
    }
}
