package dev.holdfast.conformance.jda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
        assertEquals(
                bot.conformanceSandbox.guildState().size(), bot.guild().loadMembers().get().size());
    }

    @Test
    void membersAreFoundByTheBeginningOfTheirName() {
        var found = bot.guild().retrieveMembersByPrefix("mil", 5).get();
        assertEquals(
                List.of("milo"), found.stream().map(each -> each.getUser().getName()).toList());
    }

    @Test
    void membersAreFoundById() {
        var guildState = bot.conformanceSandbox.guildState();
        var ids = List.of(guildState.person("ada"), guildState.person("ben"));
        var found = bot.guild().retrieveMembersByIds(false, ids.toArray(String[]::new)).get();
        assertEquals(2, found.size());
    }
}
