package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Mentions;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Poll;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Votes in polls and ends them; called inside a change of the world. */
@Singleton
public class Polls {
    private final World world;
    private final Chat chat;

    Polls(World world, Chat chat) {
        this.world = world;
        this.chat = chat;
    }

    /** The person chooses exactly these answers of an open poll. */
    public void vote(Message message, Snowflake user, Set<Integer> chosen) {
        var channel = world.channels.find(message.channelId()).orElseThrow();
        var poll = Objects.requireNonNull(message.body().poll());
        for (var answer = 1; poll.has(answer); answer++) {
            var before = poll.voters(answer).contains(user);
            if (before == chosen.contains(answer)) continue;
            poll = poll.voted(answer, user, !before);
            var name = "MESSAGE_POLL_VOTE_" + (before ? "REMOVE" : "ADD");
            tell(name, channel, message, user, answer);
        }
        world.messages.put(message.edited(message.body().asking(poll), message.editedAt()));
    }

    private void tell(String name, Channel channel, Message message, Snowflake user, int answer) {
        var data = Json.object().put("user_id", user.toString()).put("answer_id", answer);
        data.put("channel_id", channel.id().toString()).put("message_id", message.id().toString());
        var direct = channel.guildId() == null;
        if (channel.guildId() != null) data.put("guild_id", channel.guildId().toString());
        var intent = direct ? Intent.DIRECT_MESSAGE_POLLS : Intent.GUILD_MESSAGE_POLLS;
        world.publish(Event.inChannel(name, data, channel, intent));
    }

    /** Ends it, and says how it came out. */
    public Message end(Message message) {
        var poll = Objects.requireNonNull(message.body().poll()).ended(world.now());
        world.openPolls.find(message.id()).ifPresent(world.openPolls::remove);
        var ended = chat.update(message.edited(message.body().asking(poll), message.editedAt()));
        var none = Json.array();
        var embeds = Json.array().add(result(poll));
        var body = new MessageBody("", embeds, none, none, Mentions.NONE, 0);
        var channel = world.channels.find(message.channelId()).orElseThrow();
        var author = message.authorId();
        var _ = chat.say(channel, author, Message.POLL_RESULT, message.id(), body);
        return ended;
    }

    /** Those whose time is over. */
    public void endOverdue() {
        for (var open : List.copyOf(world.openPolls.all())) {
            if (open.endsAt().isAfter(world.now())) continue;
            world.openPolls.remove(open);
            world.messages.find(open.channelId(), open.messageId()).ifPresent(this::end);
        }
    }

    private static ObjectNode result(Poll poll) {
        var total = 0;
        var most = 0;
        var winner = 0;
        for (var answer = 1; poll.has(answer); answer++) {
            var votes = poll.voters(answer).size();
            total += votes;
            if (votes == most) winner = 0;
            if (votes > most) winner = answer;
            most = Math.max(most, votes);
        }
        var embed = Json.object().put("type", "poll_result");
        var fields = embed.putArray("fields");
        field(fields.addObject(), "poll_question_text", poll.asked().at("/question/text").asText());
        field(fields.addObject(), "victor_answer_votes", "" + most);
        field(fields.addObject(), "total_votes", "" + total);
        if (winner > 0) {
            var media = poll.asked().path("answers").path(winner - 1).path("poll_media");
            field(fields.addObject(), "victor_answer_id", "" + winner);
            field(fields.addObject(), "victor_answer_text", media.path("text").asText());
        }
        return embed;
    }

    private static void field(ObjectNode field, String name, String value) {
        field.put("name", name).put("value", value).put("inline", false);
    }
}
