package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discord4j.common.util.Snowflake;
import discord4j.core.object.entity.Member;
import discord4j.discordjson.json.gateway.RequestGuildMembers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class MembersTest {
    private final Bot bot;

    MembersTest(Bot bot) {
        this.bot = bot;
    }

    @Test
    void membersComeInChunks() {
        var members = Bot.done(bot.guild().requestMembers().collectList());
        assertEquals(bot.ground.harbour().size(), members.size());
    }

    @Test
    void membersAreFoundByTheBeginningOfTheirName() {
        var request =
                RequestGuildMembers.builder()
                        .guildId(bot.guildId().asString())
                        .query("mil")
                        .limit(5)
                        .build();
        var found =
                Bot.done(bot.client.requestMembers(request).map(Member::getUsername).collectList());
        assertEquals(List.of("milo"), found);
    }

    @Test
    void membersAreFoundById() {
        var harbour = bot.ground.harbour();
        var ids = Set.of(Snowflake.of(harbour.person("ada")), Snowflake.of(harbour.person("ben")));
        assertEquals(2, Bot.done(bot.guild().requestMembers(ids).collectList()).size());
    }
}
