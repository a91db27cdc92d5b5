package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import discord4j.common.util.Snowflake;
import discord4j.core.event.domain.InviteCreateEvent;
import discord4j.core.event.domain.channel.TextChannelCreateEvent;
import discord4j.core.object.PermissionOverwrite;
import discord4j.core.object.audit.ActionType;
import discord4j.core.spec.WebhookExecuteSpec;
import discord4j.rest.util.Image;
import discord4j.rest.util.Permission;
import discord4j.rest.util.PermissionSet;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Channels, roles, emojis, invites, webhooks and the audit log. */
@Tag("conformance")
@ExtendWith(OneBot.class)
class GuildTest {
    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    GuildTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    @Test
    void makesAChannelWithItsOverwritesAndChangesThem() throws InterruptedException {
        var heard =
                bot.hear(
                        TextChannelCreateEvent.class,
                        event -> event.getChannel().getName().equals("galley"));
        var everyone = bot.guildId();
        var mute = PermissionSet.of(Permission.SEND_MESSAGES);
        var galley =
                Bot.done(
                        bot.guild()
                                .createTextChannel("galley")
                                .withTopic("Food")
                                .withPermissionOverwrites(
                                        PermissionOverwrite.forRole(
                                                everyone, PermissionSet.none(), mute)));
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        assertEquals(
                Long.toString(mute.getRawValue()),
                conformanceSandbox
                        .guildState()
                        .channelNamed("galley")
                        .path("permission_overwrites")
                        .path(0)
                        .path("deny")
                        .asText());
        Bot.over(
                galley.addRoleOverwrite(
                        everyone,
                        PermissionOverwrite.forRole(everyone, mute, PermissionSet.none())));
        Bot.done(galley.edit().withName("mess").withRateLimitPerUser(5));
        var changed = conformanceSandbox.guildState().channelNamed("mess");
        assertEquals(5, changed.path("rate_limit_per_user").asInt());
        assertEquals(
                Long.toString(mute.getRawValue()),
                changed.path("permission_overwrites").path(0).path("allow").asText());
        Bot.over(galley.delete());
        assertTrue(conformanceSandbox.guildState().channelNamed("mess").isMissingNode());
    }

    @Test
    void makesARoleMovesItAndDeletesIt() {
        var cook = Bot.done(bot.guild().createRole().withName("Cook").withHoist(true));
        Bot.done(cook.edit().withName("Chef"));
        Bot.done(cook.changePosition(2).collectList());
        assertEquals(2, conformanceSandbox.guildState().roleNamed("Chef").path("position").asInt());
        Bot.over(cook.delete());
        assertTrue(conformanceSandbox.guildState().roleNamed("Chef").isMissingNode());
    }

    @Test
    void makesRenamesAndDeletesAnEmoji() {
        var picture = Base64.getDecoder().decode(ConformanceSandbox.PICTURE);
        var image = Image.ofRaw(picture, Image.Format.PNG);
        var emoji = Bot.done(bot.guild().createEmoji("buoy", image));
        Bot.done(emoji.edit().withName("float"));
        var shown = conformanceSandbox.guildState().guild().path("emojis");
        assertEquals("float", shown.path(0).path("name").asText());
        Bot.over(emoji.delete());
        assertEquals(0, conformanceSandbox.guildState().guild().path("emojis").size());
    }

    @Test
    void invitesAndTakesItBack() throws InterruptedException {
        var heard = bot.hear(InviteCreateEvent.class, _ -> true);
        var bank = bot.channel("bank");
        var invite = Bot.done(bank.createInvite().withMaxAge(3_600).withMaxUses(3));
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        assertEquals(invite.getCode(), Bot.done(bot.client.getInvite(invite.getCode())).getCode());
        assertEquals(1, Bot.done(bot.guild().getInvites().collectList()).size());
        Bot.over(invite.delete());
        assertEquals(0, Bot.done(bot.guild().getInvites().collectList()).size());
    }

    @Test
    void writesEditsAndDeletesByAWebhook() {
        var bank = bot.channel("bank");
        var channel = bank.getId().asString();
        var parrot = Bot.done(bank.createWebhook("Parrot"));
        var text =
                WebhookExecuteSpec.builder().content("Pieces of eight").username("Polly").build();
        var sent = Bot.done(parrot.executeAndWait(text)).getId();
        var shown = conformanceSandbox.message(channel, sent.asString());
        assertEquals("Polly", shown.path("author").path("username").asText());
        Bot.done(parrot.editMessage(sent).withContentOrNull("Pieces of nine"));
        assertEquals(
                "Pieces of nine",
                conformanceSandbox.message(channel, sent.asString()).path("content").asText());
        Bot.over(parrot.deleteMessage(sent));
        assertTrue(conformanceSandbox.message(channel, sent.asString()).isMissingNode());
        Bot.over(parrot.delete());
        assertEquals(0, Bot.done(bank.getWebhooks().collectList()).size());
    }

    @Test
    void readsWhoDidWhatInTheAuditLog() {
        var made = Bot.done(bot.guild().createTextChannel("chapel").withReason("Sundays"));
        var part =
                Bot.done(
                        bot.guild()
                                .getAuditLog()
                                .withActionType(ActionType.CHANNEL_CREATE)
                                .withLimit(1)
                                .next());
        var entry = part.getEntries().getFirst();
        assertEquals(made.getId(), entry.getTargetId().orElseThrow());
        assertEquals("Sundays", entry.getReason().orElseThrow());
        assertEquals(Snowflake.of(bot.application), entry.getResponsibleUserId().orElseThrow());
        Bot.over(made.delete());
    }
}
