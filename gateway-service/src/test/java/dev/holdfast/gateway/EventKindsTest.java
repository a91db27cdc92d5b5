package dev.holdfast.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.gateway.testing.LocalWorld;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.Event;
import dev.holdfast.kit.protocol.EventEnvelope;
import dev.holdfast.kit.protocol.GuildEvent.AuditEntry;
import dev.holdfast.kit.protocol.GuildEvent.ChannelChanged;
import dev.holdfast.kit.protocol.GuildEvent.GuildSeen;
import dev.holdfast.kit.protocol.GuildEvent.Present;
import dev.holdfast.kit.protocol.GuildEvent.RoleChanged;
import dev.holdfast.kit.protocol.GuildEvent.RoleCreated;
import dev.holdfast.kit.protocol.GuildEvent.RoleDeleted;
import dev.holdfast.kit.protocol.MemberEvent.BanAdded;
import dev.holdfast.kit.protocol.MemberEvent.BanRemoved;
import dev.holdfast.kit.protocol.MemberEvent.MemberChanged;
import dev.holdfast.kit.protocol.MemberEvent.VoiceChanged;
import dev.holdfast.kit.protocol.MessageEvent.MessageEdited;
import dev.holdfast.kit.protocol.MessageEvent.MessagePosted;
import dev.holdfast.kit.protocol.MessageEvent.ReactionAdded;
import dev.holdfast.kit.protocol.MessageEvent.ReactionsCleared;
import dev.holdfast.kit.protocol.MessageId;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.testing.HoldfastServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a service is told of each thing that people do on Discord. */
@QuarkusTest
@QuarkusTestResource(HoldfastServers.class)
@QuarkusTestResource(LocalWorld.class)
class EventKindsTest extends GatewayInTheWorld {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void tellsHowAMemberIsAndWhoGaveThemWhichRole() {
        var person = UserId.of(discord.newcomer("skerry"));
        var role = RoleId.of(createRole("Beacon"));
        act("'kind':'give','userId':'%s','targetId':'%s'".formatted(person, role));
        var changed =
                untilTold(
                        MemberChanged.class,
                        it -> it.user().equals(person) && !it.member().roles().isEmpty());
        assertEquals(List.of(role), changed.member().roles());
        assertEquals("skerry", changed.member().name());
        assertTrue(changed.member().joined() != null && changed.nickname() == null);
        var entry = untilTold(AuditEntry.class, it -> person.toString().equals(it.target()));
        assertEquals(AuditEntry.ROLES_CHANGED, entry.action());
        assertEquals(discord.person("marina"), String.valueOf(entry.actor()));
        assertEquals(List.of(role), entry.given());
        assertEquals(List.of(), entry.taken());
        var owner = discord.person("marina");
        act(
                "'kind':'rename','userId':'%s','targetId':'%s','content':'Rock'"
                        .formatted(owner, person));
        untilTold(MemberChanged.class, it -> "Rock".equals(it.nickname()));
        act("'kind':'silence','userId':'%s','targetId':'%s','seconds':60".formatted(owner, person));
        untilTold(
                MemberChanged.class,
                it -> it.user().equals(person) && it.member().silencedUntil() != null);
    }

    @Test
    void tellsOfRolesFromTheirCreationToTheirDeletion() {
        var role = RoleId.of(createRole("Buoy"));
        var created = untilTold(RoleCreated.class, it -> it.role().id().equals(role));
        assertEquals("Buoy", created.role().name());
        var path = "/guilds/%s/roles/%s".formatted(discord.guild(), role);
        var _ = discord.asOwner("PATCH", path, "{\"name\":\"Bell\",\"permissions\":\"8\"}");
        var changed = untilTold(RoleChanged.class, it -> it.role().name().equals("Bell")).role();
        assertEquals(role, changed.id());
        assertEquals(Permission.ADMINISTRATOR.bit(), changed.permissions().bits());
        var _ = discord.asOwner("DELETE", path, "");
        untilTold(RoleDeleted.class, it -> it.role().equals(role));
        untilTold(
                AuditEntry.class,
                it ->
                        it.action() == AuditEntry.ROLE_DELETED
                                && role.toString().equals(it.target()));
    }

    @Test
    void tellsOfBansAndOfTheirEnd() {
        var person = UserId.of(discord.newcomer("wreck"));
        var ban =
                "'kind':'%s','userId':'"
                        + discord.person("marina")
                        + "','targetId':'"
                        + person
                        + "','content':'spam'";
        act(ban.formatted("ban"));
        untilTold(BanAdded.class, it -> it.user().equals(person));
        untilTold(
                AuditEntry.class,
                it -> "spam".equals(it.reason()) && person.toString().equals(it.target()));
        act(ban.formatted("unban"));
        untilTold(BanRemoved.class, it -> it.user().equals(person));
    }

    @Test
    void tellsWhoIsInWhichVoiceChannel() {
        var ada = UserId.of(discord.person("ada"));
        var lounge = discord.channel("Lounge");
        act("'kind':'voice','userId':'%s','channelId':'%s'".formatted(ada, lounge));
        var entered = untilTold(VoiceChanged.class, it -> it.user().equals(ada));
        assertEquals(lounge, String.valueOf(entered.channel()));
        assertTrue(!entered.bot() && !entered.muted());
        act("'kind':'voice','userId':'%s'".formatted(ada));
        untilTold(VoiceChanged.class, it -> it.user().equals(ada) && it.channel() == null);
    }

    @Test
    void tellsOfEditedMessagesAndClearedReactions() {
        var ada = discord.person("ada");
        var channel = discord.channel("general");
        var message =
                MessageId.of(discord.write("ada", "general", "short").path("messageId").asText());
        var where = "'channelId':'%s','messageId':'%s'".formatted(channel, message);
        actAnywhere("'kind':'edit','userId':'%s',%s,'content':'longer now'".formatted(ada, where));
        var edited = untilTold(MessageEdited.class, it -> it.message().equals(message));
        assertEquals(10, edited.length());
        for (var emoji : List.of("🌊", "⚓")) {
            actAnywhere(
                    "'kind':'react','userId':'%s',%s,'content':'%s'".formatted(ada, where, emoji));
        }
        var added = untilTold(ReactionAdded.class, it -> it.message().equals(message));
        assertTrue(!added.bot());
        var path = "/channels/%s/messages/%s/reactions".formatted(channel, message);
        var _ = discord.asOwner("DELETE", path + "/%F0%9F%8C%8A", "");
        untilTold(
                ReactionsCleared.class,
                it -> it.message().equals(message) && "🌊".equals(it.emoji()));
        var _ = discord.asOwner("DELETE", path, "");
        untilTold(ReactionsCleared.class, it -> it.message().equals(message) && it.emoji() == null);
    }

    @Test
    void saysWhereAMessageStandsThreadsIncluded() {
        var general = ChannelId.of(discord.channel("general"));
        var thread =
                discord.asOwner(
                                "POST",
                                "/channels/%s/threads".formatted(general),
                                "{\"name\":\"tide pool\",\"type\":11}")
                        .path("id")
                        .asText();
        var id = discord.writeIn("ada", thread, "in here").path("messageId").asText();
        var posted = untilTold(MessagePosted.class, it -> it.message().toString().equals(id));
        assertEquals(thread, posted.channel().toString());
        assertEquals(general, posted.parent());
        assertEquals(discord.channel("Harbour"), String.valueOf(posted.category()));
    }

    @Test
    void tellsHowAChannelIsNow() {
        var channel =
                discord.asOwner(
                                "POST",
                                "/guilds/%s/channels".formatted(discord.guild()),
                                "{\"name\":\"pier\",\"type\":0}")
                        .path("id")
                        .asText();
        var _ = discord.asOwner("PATCH", "/channels/" + channel, "{\"name\":\"jetty\"}");
        var changed = untilTold(ChannelChanged.class, it -> it.name().equals("jetty"));
        assertEquals(channel, changed.channel().toString());
    }

    @Test
    void tellsOfAGuildsMembersAndRolesMoreThanTheirIds() {
        var seen = untilTold(GuildSeen.class, _ -> true);
        assertEquals(seen.roles(), seen.hierarchy().stream().map(role -> role.id()).toList());
        assertTrue(seen.hierarchy().stream().anyMatch(role -> role.managed()));
        var bot = discord.person("Holdfast");
        for (var member : seen.members()) {
            assertTrue(member.joined() != null, member::toString);
        }
        assertEquals(
                List.of(true),
                seen.members().stream()
                        .filter(member -> member.user().toString().equals(bot))
                        .map(Present::bot)
                        .toList());
    }

    private String createRole(String name) {
        return discord.asOwner(
                        "POST",
                        "/guilds/%s/roles".formatted(discord.guild()),
                        "{\"name\":\"%s\"}".formatted(name))
                .path("id")
                .asText();
    }

    private void act(String fields) {
        actAnywhere("'guildId':'%s',%s".formatted(discord.guild(), fields));
    }

    private void actAnywhere(String fields) {
        var _ = discord.act("{%s}".formatted(fields));
    }

    private <T extends Event> T untilTold(Class<T> type, Predicate<T> wanted) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                economy.heard().stream()
                                        .map(EventEnvelope::event)
                                        .filter(type::isInstance)
                                        .map(type::cast)
                                        .filter(wanted)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
