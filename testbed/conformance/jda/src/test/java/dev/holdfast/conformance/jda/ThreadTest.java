package dev.holdfast.conformance.jda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.thread.member.ThreadMemberJoinEvent;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("conformance")
@ExtendWith(OneBot.class)
class ThreadTest {
    private final Bot bot;
    private final TextChannel games;

    ThreadTest(Bot bot) {
        this.bot = bot;
        games = bot.channel("games");
    }

    @Test
    void startsAThreadWritesInItAndEndsIt() throws InterruptedException {
        var anchor = games.sendMessage("Who plays?").complete();
        var thread = anchor.createThreadChannel("Dice").complete();
        assertEquals(anchor.getId(), thread.getId());
        var ben =
                bot.jda
                        .retrieveUserById(bot.conformanceSandbox.guildState().person("ben"))
                        .complete();
        var heard =
                bot.hear(
                        ThreadMemberJoinEvent.class,
                        event -> event.getThreadMember().getId().equals(ben.getId()));
        thread.addThreadMember(ben).complete();
        assertNotNull(heard.poll(10, TimeUnit.SECONDS));
        assertEquals(2, thread.retrieveThreadMembers().complete().size());
        var sent = thread.sendMessage("Six!").complete();
        assertEquals(
                "Six!",
                bot.conformanceSandbox
                        .message(thread.getId(), sent.getId())
                        .path("content")
                        .asText());
        thread.removeThreadMember(ben).complete();
        thread.getManager().setName("Old dice").setArchived(true).complete();
        assertEquals(
                thread.getId(),
                games.retrieveArchivedPublicThreadChannels().complete().getFirst().getId());
        thread.delete().complete();
        assertTrue(games.retrieveArchivedPublicThreadChannels().complete().isEmpty());
    }

    @Test
    void postsInAForum() {
        var forum = bot.guild().createForumChannel("tales").complete();
        var post =
                forum.createForumPost("The kraken", MessageCreateData.fromContent("Once ..."))
                        .complete();
        assertEquals(forum.getId(), post.getThreadChannel().getParentChannel().getId());
        assertEquals(
                "Once ...",
                bot.conformanceSandbox
                        .message(post.getThreadChannel().getId(), post.getMessage().getId())
                        .path("content")
                        .asText());
        forum.delete().complete();
    }
}
