package dev.holdfast.conformance.jda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.audit.ActionType;
import net.dv8tion.jda.api.entities.Icon;
import net.dv8tion.jda.api.entities.Invite;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.guild.invite.GuildInviteCreateEvent;
import net.dv8tion.jda.api.events.role.RoleCreateEvent;
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

    private TextChannel channel(String name) {
        return bot.guild().createTextChannel(name).complete();
    }

    @Test
    void makesAChannelWithItsOverwritesAndChangesThem() throws InterruptedException {
        var heard =
                bot.hear(
                        ChannelCreateEvent.class,
                        event -> event.getChannel().getName().equals("galley"));
        var everyone = bot.guild().getPublicRole();
        var deck = bot.guild().createCategory("Deck").complete();
        var galley =
                bot.guild()
                        .createTextChannel("galley", deck)
                        .setTopic("Food")
                        .addRolePermissionOverride(
                                everyone.getIdLong(), List.of(), List.of(Permission.MESSAGE_SEND))
                        .complete();
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        var shown = conformanceSandbox.guildState().channelNamed("galley");
        assertEquals(deck.getId(), shown.path("parent_id").asText());
        assertEquals(
                Long.toString(Permission.MESSAGE_SEND.getRawValue()),
                shown.path("permission_overwrites").path(0).path("deny").asText());
        galley.upsertPermissionOverride(everyone)
                .setPermissions(
                        List.of(Permission.MESSAGE_EMBED_LINKS), List.of(Permission.MESSAGE_SEND))
                .complete();
        galley.getManager().setName("mess").setSlowmode(5).complete();
        var changed = conformanceSandbox.guildState().channelNamed("mess");
        assertEquals(5, changed.path("rate_limit_per_user").asInt());
        assertEquals(
                Long.toString(Permission.MESSAGE_EMBED_LINKS.getRawValue()),
                changed.path("permission_overwrites").path(0).path("allow").asText());
        galley.delete().complete();
        deck.delete().complete();
        assertTrue(conformanceSandbox.guildState().channelNamed("mess").isMissingNode());
    }

    /** JDA orders what its cache holds: we go on once it has heard of the channel and the role. */
    @Test
    void putsChannelsAndRolesInAnotherOrder() throws InterruptedException {
        var channels =
                bot.hear(
                        ChannelCreateEvent.class,
                        event -> event.getChannel().getName().equals("zulu"));
        var roles =
                bot.hear(RoleCreateEvent.class, event -> event.getRole().getName().equals("Cook"));
        var last = channel("zulu");
        assertNotNull(channels.poll(10, TimeUnit.SECONDS));
        bot.guild().modifyTextChannelPositions().selectPosition(last).moveTo(0).complete();
        assertEquals(
                0, conformanceSandbox.guildState().channelNamed("zulu").path("position").asInt());
        last.delete().complete();
        var cook =
                bot.guild()
                        .createRole()
                        .setName("Cook")
                        .setHoisted(true)
                        .setPermissions(Permission.MESSAGE_SEND)
                        .complete();
        assertNotNull(roles.poll(10, TimeUnit.SECONDS));
        cook.getManager().setName("Chef").complete();
        bot.guild().modifyRolePositions().selectPosition(cook).moveUp(1).complete();
        assertEquals(2, conformanceSandbox.guildState().roleNamed("Chef").path("position").asInt());
        cook.delete().complete();
        assertTrue(conformanceSandbox.guildState().roleNamed("Chef").isMissingNode());
    }

    @Test
    void makesRenamesAndDeletesAnEmoji() {
        var picture = Base64.getDecoder().decode(ConformanceSandbox.PICTURE);
        var icon = Icon.from(picture, Icon.IconType.PNG);
        var emoji = bot.guild().createEmoji("buoy", icon).complete();
        emoji.getManager().setName("float").complete();
        assertEquals(
                "float",
                conformanceSandbox
                        .guildState()
                        .guild()
                        .path("emojis")
                        .path(0)
                        .path("name")
                        .asText());
        assertEquals(1, bot.guild().retrieveEmojis().complete().size());
        emoji.delete().complete();
        assertEquals(0, conformanceSandbox.guildState().guild().path("emojis").size());
    }

    @Test
    void invitesAndTakesItBack() throws InterruptedException {
        var heard = bot.hear(GuildInviteCreateEvent.class, _ -> true);
        var invite =
                bot.channel("bank")
                        .createInvite()
                        .setMaxAge(1L, TimeUnit.HOURS)
                        .setMaxUses(3)
                        .complete();
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        var resolved = Invite.resolve(bot.jda, invite.getCode(), true).complete();
        assertEquals(bot.guild().getId(), Bot.present(resolved.getGuild()).getId());
        var listed = bot.guild().retrieveInvites().complete();
        assertEquals(3, listed.getFirst().getMaxUses());
        invite.delete().complete();
        assertTrue(bot.guild().retrieveInvites().complete().isEmpty());
    }

    @Test
    void writesEditsAndDeletesByAWebhook() {
        var bank = bot.channel("bank");
        var parrot = bank.createWebhook("Parrot").complete();
        var sent = parrot.sendMessage("Pieces of eight").setUsername("Polly").complete();
        var shown = conformanceSandbox.message(bank.getId(), sent.getId());
        assertEquals("Polly", shown.path("author").path("username").asText());
        assertEquals(parrot.getId(), shown.path("webhook_id").asText());
        parrot.editMessageById(sent.getId(), "Pieces of nine").complete();
        assertEquals(
                "Pieces of nine",
                conformanceSandbox.message(bank.getId(), sent.getId()).path("content").asText());
        parrot.deleteMessageById(sent.getId()).complete();
        assertTrue(conformanceSandbox.message(bank.getId(), sent.getId()).isMissingNode());
        assertEquals(1, bank.retrieveWebhooks().complete().size());
        parrot.delete().complete();
        assertTrue(bank.retrieveWebhooks().complete().isEmpty());
    }

    @Test
    void readsWhoDidWhatInTheAuditLog() {
        var made = bot.guild().createTextChannel("chapel").reason("Sundays").complete();
        var entry =
                bot.guild()
                        .retrieveAuditLogs()
                        .type(ActionType.CHANNEL_CREATE)
                        .limit(1)
                        .complete()
                        .getFirst();
        assertEquals(made.getId(), entry.getTargetId());
        assertEquals("Sundays", entry.getReason());
        assertEquals(bot.jda.getSelfUser().getId(), entry.getUserId());
        made.delete().complete();
    }
}
