package dev.holdfast.sandbox.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.GuildShapes;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.wire.MessageShapes;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.Reaction;
import dev.holdfast.sandbox.world.Snowflake;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Emojis under messages; called inside a change of the world. */
@Singleton
public class Reactions {
    private static final int MOST = 20;

    private final World world;
    private final GuildShapes guilds;

    Reactions(World world, GuildShapes guilds) {
        this.world = world;
        this.guilds = guilds;
    }

    public static Optional<Reaction> find(Message message, String emoji) {
        return message.reactions().stream()
                .filter(reaction -> reaction.emoji().equals(emoji))
                .findFirst();
    }

    /** Adds the person's reaction; a second one of the same emoji changes nothing. */
    public void add(Message message, Snowflake user, String emoji) {
        var changed = new ArrayList<Reaction>(message.reactions());
        var found = find(message, emoji);
        if (found.isPresent() && found.get().users().contains(user)) return;
        if (found.isPresent()) {
            var users = new ArrayList<Snowflake>(found.get().users());
            users.add(user);
            changed.set(changed.indexOf(found.get()), new Reaction(emoji, users));
        } else {
            if (changed.size() >= MOST) throw DiscordError.tooMany(30010, "reactions", MOST);
            changed.add(new Reaction(emoji, List.of(user)));
        }
        world.messages.put(message.withReactions(changed));
        var data = told(message, emoji).put("user_id", user.toString());
        data.put("burst", false).put("type", 0);
        data.put("message_author_id", message.authorId().toString());
        var guildId = channel(message).guildId();
        if (guildId != null) {
            world.member(guildId, user)
                    .ifPresent(member -> data.set("member", guilds.member(member)));
        }
        tell("MESSAGE_REACTION_ADD", message, data);
    }

    /** Takes the person's reaction back; one that is not there changes nothing. */
    public void remove(Message message, Snowflake user, String emoji) {
        var found = find(message, emoji).filter(each -> each.users().contains(user));
        if (found.isEmpty()) return;
        var users = new ArrayList<Snowflake>(found.get().users());
        users.remove(user);
        var changed = new ArrayList<Reaction>(message.reactions());
        if (users.isEmpty()) changed.remove(found.get());
        else changed.set(changed.indexOf(found.get()), new Reaction(emoji, users));
        world.messages.put(message.withReactions(changed));
        var data = told(message, emoji).put("user_id", user.toString());
        tell("MESSAGE_REACTION_REMOVE", message, data.put("burst", false).put("type", 0));
    }

    /** Everybody's of this emoji. */
    public void removeEmoji(Message message, String emoji) {
        var found = find(message, emoji);
        if (found.isEmpty()) return;
        var changed = new ArrayList<Reaction>(message.reactions());
        changed.remove(found.get());
        world.messages.put(message.withReactions(changed));
        tell("MESSAGE_REACTION_REMOVE_EMOJI", message, told(message, emoji));
    }

    public void removeAll(Message message) {
        if (message.reactions().isEmpty()) return;
        world.messages.put(message.withReactions(List.of()));
        tell("MESSAGE_REACTION_REMOVE_ALL", message, pointer(message));
    }

    private Channel channel(Message message) {
        return world.channels.find(message.channelId()).orElseThrow();
    }

    private ObjectNode pointer(Message message) {
        var pointer = Json.object().put("message_id", message.id().toString());
        pointer.put("channel_id", message.channelId().toString());
        var guildId = channel(message).guildId();
        return guildId == null ? pointer : pointer.put("guild_id", guildId.toString());
    }

    private ObjectNode told(Message message, String emoji) {
        var data = pointer(message);
        data.set("emoji", MessageShapes.emoji(emoji));
        return data;
    }

    private void tell(String event, Message message, ObjectNode data) {
        var channel = channel(message);
        var intent =
                channel.guildId() == null
                        ? Intent.DIRECT_MESSAGE_REACTIONS
                        : Intent.GUILD_MESSAGE_REACTIONS;
        world.publish(Event.inChannel(event, data, channel, intent));
    }
}
