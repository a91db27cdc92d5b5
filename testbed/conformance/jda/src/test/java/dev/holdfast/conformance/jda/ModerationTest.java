package dev.holdfast.conformance.jda;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.conformance.ConformanceSandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.UserSnowflake;
import net.dv8tion.jda.api.events.guild.GuildBanEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRoleAddEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class ModerationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bot bot;
    private final ConformanceSandbox conformanceSandbox;

    ModerationTest(Bot bot) {
        this.bot = bot;
        conformanceSandbox = bot.conformanceSandbox;
    }

    private String newcomer(String name) {
        var id = conformanceSandbox.newcomer(name);
        await().atMost(PATIENCE).until(() -> bot.guild().getMemberById(id) != null);
        return id;
    }

    @Test
    void givesAndTakesRoles() throws InterruptedException {
        var id = newcomer("Roger");
        var role = bot.guild().getRolesByName("Lightkeeper", false).getFirst();
        var heard =
                bot.hear(
                        GuildMemberRoleAddEvent.class, event -> event.getUser().getId().equals(id));
        bot.guild().addRoleToMember(UserSnowflake.fromId(id), role).reason("watch").complete();
        assertEquals(
                role.getId(),
                conformanceSandbox.guildState().member(id).path("roles").path(0).asText());
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        bot.guild().removeRoleFromMember(UserSnowflake.fromId(id), role).complete();
        assertEquals(0, conformanceSandbox.guildState().member(id).path("roles").size());
    }

    @Test
    void bansListsAndUnbans() throws InterruptedException {
        var id = newcomer("Blackbeard");
        var user = UserSnowflake.fromId(id);
        var heard = bot.hear(GuildBanEvent.class, event -> event.getUser().getId().equals(id));
        bot.guild().ban(user, 0, TimeUnit.SECONDS).reason("piracy").complete();
        assertTrue(conformanceSandbox.guildState().bans(id));
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        assertEquals("piracy", bot.guild().retrieveBan(user).complete().getReason());
        assertTrue(
                bot.guild().retrieveBanList().complete().stream()
                        .anyMatch(ban -> ban.getUser().getId().equals(id)));
        bot.guild().unban(user).complete();
        assertFalse(conformanceSandbox.guildState().bans(id));
    }

    @Test
    void bansSeveralAtOnce() {
        var pirates =
                List.of(
                        UserSnowflake.fromId(newcomer("Bonny")),
                        UserSnowflake.fromId(newcomer("Read")));
        var answer = bot.guild().ban(pirates, Duration.ZERO).complete();
        assertEquals(2, answer.getBannedUsers().size());
        assertTrue(conformanceSandbox.guildState().bans(pirates.getFirst().getId()));
    }

    @Test
    void silencesForAWhile() {
        var user = UserSnowflake.fromId(newcomer("Chatty"));
        bot.guild().timeoutFor(user, Duration.ofHours(1)).complete();
        assertTrue(
                conformanceSandbox
                        .guildState()
                        .member(user.getId())
                        .path("communication_disabled_until")
                        .isTextual());
        bot.guild().removeTimeout(user).complete();
        assertTrue(
                conformanceSandbox
                        .guildState()
                        .member(user.getId())
                        .path("communication_disabled_until")
                        .isNull());
    }

    @Test
    void kicksAndRenames() {
        var id = newcomer("Stowaway");
        var member = Bot.present(bot.guild().getMemberById(id));
        member.modifyNickname("Found").complete();
        assertEquals("Found", conformanceSandbox.guildState().member(id).path("nick").asText());
        member.kick().reason("no ticket").complete();
        assertTrue(conformanceSandbox.guildState().member(id).isMissingNode());
    }

    @Test
    void isToldWhyItMayNot() {
        var moderator = UserSnowflake.fromId(conformanceSandbox.guildState().person("milo"));
        var forbidden = bot.jda.getGuilds().getFirst().retrieveBan(moderator);
        var unknown = assertThrows(ErrorResponseException.class, forbidden::complete);
        assertEquals(ErrorResponse.UNKNOWN_BAN, unknown.getErrorResponse());
    }
}
