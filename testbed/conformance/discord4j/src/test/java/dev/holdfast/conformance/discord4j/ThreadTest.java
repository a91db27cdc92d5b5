package dev.holdfast.conformance.discord4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discord4j.common.util.Snowflake;
import discord4j.core.spec.StartThreadFromMessageSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class ThreadTest {
    private final Bot bot;

    ThreadTest(Bot bot) {
        this.bot = bot;
    }

    @Test
    void startsAThreadWritesInItAndEndsIt() {
        var anchor = Bot.done(bot.channel("games").createMessage("Who plays?"));
        var dice = StartThreadFromMessageSpec.builder().name("Dice").build();
        var thread = Bot.done(anchor.startThread(dice));
        assertEquals(anchor.getId(), thread.getId());
        var ben = Snowflake.of(bot.conformanceSandbox.guildState().person("ben"));
        Bot.over(thread.addMember(Bot.done(bot.client.getUserById(ben))));
        assertEquals(2, Bot.done(thread.getThreadMembers().collectList()).size());
        var sent = Bot.done(thread.createMessage("Six!")).getId().asString();
        var id = thread.getId().asString();
        assertEquals("Six!", bot.conformanceSandbox.message(id, sent).path("content").asText());
        Bot.over(thread.removeMember(Bot.done(bot.client.getUserById(ben))));
        assertTrue(Bot.done(thread.edit().withArchived(true)).isArchived());
        Bot.over(thread.delete());
    }
}
