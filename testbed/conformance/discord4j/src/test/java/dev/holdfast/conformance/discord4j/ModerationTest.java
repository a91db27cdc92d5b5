package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import discord4j.common.util.Snowflake;
import discord4j.core.event.domain.guild.BanEvent;
import discord4j.core.event.domain.guild.MemberUpdateEvent;
import discord4j.core.object.entity.Member;
import discord4j.rest.http.client.ClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class ModerationTest {
    private static final int NOT_FOUND = 404;

    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    ModerationTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    private Member newcomer(String name) {
        return Bot.done(bot.guild().getMemberById(Snowflake.of(conformanceSandbox.newcomer(name))));
    }

    @Test
    void givesAndTakesRoles() throws InterruptedException {
        var member = newcomer("Roger");
        var role = Snowflake.of(conformanceSandbox.guildState().role("Lightkeeper"));
        var heard =
                bot.hear(
                        MemberUpdateEvent.class,
                        event -> event.getMemberId().equals(member.getId()));
        Bot.over(member.addRole(role, "watch"));
        var id = member.getId().asString();
        assertEquals(
                role.asString(),
                conformanceSandbox.guildState().member(id).path("roles").path(0).asText());
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        Bot.over(member.removeRole(role));
        assertEquals(0, conformanceSandbox.guildState().member(id).path("roles").size());
    }

    @Test
    void bansListsAndUnbans() throws InterruptedException {
        var id = newcomer("Blackbeard").getId();
        var heard = bot.hear(BanEvent.class, event -> event.getUser().getId().equals(id));
        Bot.over(bot.guild().ban(id).withReason("piracy"));
        assertTrue(conformanceSandbox.guildState().bans(id.asString()));
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        assertEquals("piracy", Bot.done(bot.guild().getBan(id)).getReason().orElseThrow());
        assertTrue(
                Bot.done(bot.guild().getBans().collectList()).stream()
                        .anyMatch(ban -> ban.getUser().getId().equals(id)));
        Bot.over(bot.guild().unban(id));
        assertFalse(conformanceSandbox.guildState().bans(id.asString()));
    }

    @Test
    void bansSeveralAtOnce() {
        var pirates = List.of(newcomer("Bonny").getId(), newcomer("Read").getId());
        var answer = Bot.done(bot.guild().bulkBan(pirates));
        assertEquals(2, answer.getBannedUserIds().size());
        assertTrue(conformanceSandbox.guildState().bans(pirates.getFirst().asString()));
    }

    @Test
    void silencesForAWhile() {
        var member = newcomer("Chatty");
        var until = Instant.now().plus(Duration.ofHours(1));
        Bot.done(member.edit().withCommunicationDisabledUntilOrNull(until));
        var id = member.getId().asString();
        assertTrue(
                conformanceSandbox
                        .guildState()
                        .member(id)
                        .path("communication_disabled_until")
                        .isTextual());
        Bot.done(member.edit().withCommunicationDisabledUntilOrNull(null));
        assertTrue(
                conformanceSandbox
                        .guildState()
                        .member(id)
                        .path("communication_disabled_until")
                        .isNull());
    }

    @Test
    void kicksAndRenames() {
        var member = newcomer("Stowaway");
        var id = member.getId().asString();
        Bot.done(member.edit().withNicknameOrNull("Found"));
        assertEquals("Found", conformanceSandbox.guildState().member(id).path("nick").asText());
        Bot.over(member.kick("no ticket"));
        assertTrue(conformanceSandbox.guildState().member(id).isMissingNode());
    }

    @Test
    void isToldWhyItMayNot() {
        var nobody = bot.client.getRestClient().getGuildById(Snowflake.of(1)).getData();
        var unknown = assertThrows(ClientException.class, nobody::block);
        assertEquals(NOT_FOUND, unknown.getStatus().code());
    }
}
