package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel or thread of a guild, or a direct one between two people ({@code recipients}).
 *
 * @param parentId a channel's category, or the channel that a thread is in
 * @param recipients of a direct channel; the first of a thread is who started it
 * @param settings what differs from a new channel, in Discord's shape, never altered in place
 */
public record Channel(
        Snowflake id,
        int type,
        @Nullable Snowflake guildId,
        String name,
        @Nullable String topic,
        int position,
        @Nullable Snowflake parentId,
        List<Overwrite> overwrites,
        List<Snowflake> recipients,
        @Nullable ObjectNode settings)
        implements Entity {
    public static final int TEXT = 0;
    public static final int DIRECT = 1;
    public static final int VOICE = 2;
    public static final int CATEGORY = 4;
    public static final int ANNOUNCEMENT = 5;
    public static final int ANNOUNCEMENT_THREAD = 10;
    public static final int PUBLIC_THREAD = 11;
    public static final int PRIVATE_THREAD = 12;
    public static final int STAGE = 13;
    public static final int FORUM = 15;
    private static final Set<Integer> THREADS =
            Set.of(ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD);

    public Channel {
        overwrites = List.copyOf(overwrites);
        recipients = List.copyOf(recipients);
    }

    @Override
    public String key() {
        return id.toString();
    }

    /** Whether messages can be in it. */
    @JsonIgnore
    public boolean textual() {
        return type != CATEGORY && type != FORUM;
    }

    @JsonIgnore
    public boolean thread() {
        return THREADS.contains(type);
    }

    /** One of its settings; missing when it is as in a new channel. */
    public JsonNode setting(String name) {
        return settings == null ? JsonNodeFactory.instance.missingNode() : settings.path(name);
    }

    public Channel renamed(String newName, @Nullable String newTopic) {
        return new Channel(
                id,
                type,
                guildId,
                newName,
                newTopic,
                position,
                parentId,
                overwrites,
                recipients,
                settings);
    }

    public Channel placed(int newPosition, @Nullable Snowflake newParentId) {
        return new Channel(
                id,
                type,
                guildId,
                name,
                topic,
                newPosition,
                newParentId,
                overwrites,
                recipients,
                settings);
    }

    public Channel with(List<Overwrite> changed) {
        return new Channel(
                id, type, guildId, name, topic, position, parentId, changed, recipients, settings);
    }

    public Channel with(ObjectNode changed) {
        return new Channel(
                id,
                type,
                guildId,
                name,
                topic,
                position,
                parentId,
                overwrites,
                recipients,
                changed);
    }

    public Optional<Overwrite> overwrite(Snowflake subject) {
        return overwrites.stream().filter(each -> each.id().equals(subject)).findFirst();
    }

    /** With this overwrite in the place of the one its subject had. */
    public Channel with(Overwrite overwrite) {
        var changed = new ArrayList<>(without(overwrite.id()).overwrites());
        changed.add(overwrite);
        return with(changed);
    }

    public Channel without(Snowflake subject) {
        return with(overwrites.stream().filter(each -> !each.id().equals(subject)).toList());
    }
}
