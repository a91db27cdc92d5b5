package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discord4j.common.util.Snowflake;
import discord4j.core.object.entity.Member;
import discord4j.discordjson.json.gateway.RequestGuildMembers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

@Tag("conformance")
@ExtendWith(OneBot.class)
class MembersTest {
    private final Bot bot;

    MembersTest(Bot bot) {
        this.bot = bot;
    }

    /** On a busy machine Discord4J may listen after the answer has come: then it asks again. */
    private static List<Member> heard(Flux<Member> members) {
        return Bot.done(members.collectList().timeout(Duration.ofSeconds(5)).retry(2));
    }

    @Test
    void membersComeInChunks() {
        var members = heard(bot.guild().requestMembers());
        assertEquals(bot.conformanceSandbox.guildState().size(), members.size());
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
                heard(bot.client.requestMembers(request)).stream()
                        .map(Member::getUsername)
                        .toList();
        assertEquals(List.of("milo"), found);
    }

    @Test
    void membersAreFoundById() {
        var guildState = bot.conformanceSandbox.guildState();
        var ids =
                Set.of(
                        Snowflake.of(guildState.person("ada")),
                        Snowflake.of(guildState.person("ben")));
        assertEquals(2, heard(bot.guild().requestMembers(ids)).size());
    }
}
