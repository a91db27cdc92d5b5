package dev.holdfast.sandbox.chat;

import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.form.DiscordError;
import dev.holdfast.sandbox.wire.Intent;
import dev.holdfast.sandbox.world.AuditEntry;
import dev.holdfast.sandbox.world.Channel;
import dev.holdfast.sandbox.world.Event;
import dev.holdfast.sandbox.world.Message;
import dev.holdfast.sandbox.world.World;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages that stay at hand; called inside a change of the world. */
@Singleton
public class Pins {
    private static final int MOST = 250;
    private static final String LAST = "last_pin_timestamp";

    private final World world;
    private final Chat chat;
    private final Audit audit;

    Pins(World world, Chat chat, Audit audit) {
        this.world = world;
        this.chat = chat;
        this.audit = audit;
    }

    /** The latest pin first. */
    public List<Message> of(Channel channel) {
        return world.messages.in(channel.id()).values().stream()
                .filter(message -> message.pinnedAt() != null)
                .sorted(Comparator.comparing(Pins::since).reversed())
                .toList();
    }

    private static Instant since(Message message) {
        return Objects.requireNonNull(message.pinnedAt());
    }

    public void pin(Message message, Channel channel, By by) {
        if (message.pinnedAt() != null) return;
        if (of(channel).size() >= MOST) {
            throw DiscordError.tooMany(30003, "pins for the channel", MOST);
        }
        changed(message, channel, world.now());
        note(message, channel, AuditEntry.MESSAGE_PIN, by);
        chat.announce(channel, by.user(), Message.PINNED, message.id(), "");
    }

    public void unpin(Message message, Channel channel, By by) {
        if (message.pinnedAt() == null) return;
        changed(message, channel, null);
        note(message, channel, AuditEntry.MESSAGE_UNPIN, by);
    }

    private void changed(Message message, Channel channel, @Nullable Instant at) {
        chat.update(message.pinned(at));
        var latest = of(channel).stream().findFirst().map(Message::pinnedAt).orElse(null);
        var settings = channel.settings() == null ? Json.object() : channel.settings().deepCopy();
        settings.put(LAST, Json.moment(latest));
        world.channels.put(channel.with(settings));
        var data = Json.object().put("channel_id", channel.id().toString());
        data.put(LAST, Json.moment(latest));
        if (channel.guildId() != null) data.put("guild_id", channel.guildId().toString());
        var intent = channel.guildId() == null ? Intent.DIRECT_MESSAGES : Intent.GUILDS;
        world.publish(Event.inChannel("CHANNEL_PINS_UPDATE", data, channel, intent));
    }

    private void note(Message message, Channel channel, int action, By by) {
        if (channel.guildId() == null) return;
        var options = Json.object().put("channel_id", channel.id().toString());
        options.put("message_id", message.id().toString());
        var author = message.authorId();
        audit.note(channel.guildId(), action, author, Json.array(), options, by);
    }
}
