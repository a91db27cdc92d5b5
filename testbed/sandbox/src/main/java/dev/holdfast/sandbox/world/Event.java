package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told to the bots' sessions and to open pages.
 *
 * @param name Discord's event name
 * @param data Discord's payload, never altered after it was published
 * @param guildId empty for direct messages and the user's own things
 * @param channelId when set, only who sees that channel is told
 * @param intent the gateway intent bit that asks for it; 0 when it needs none
 * @param audience who is told
 * @param onlyFor when set, the only person whose page is told
 * @param onlyBot when set, the only bot that is told, be it a member or not
 */
public record Event(
        String name,
        ObjectNode data,
        @Nullable Snowflake guildId,
        @Nullable Snowflake channelId,
        int intent,
        Audience audience,
        @Nullable Snowflake onlyFor,
        @Nullable Snowflake onlyBot) {
    /** Who is told. */
    public enum Audience {
        BOT,
        PAGES,
        EVERYONE;

        public boolean bot() {
            return this != PAGES;
        }

        public boolean pages() {
            return this != BOT;
        }
    }

    public Event(
            String name,
            ObjectNode data,
            @Nullable Snowflake guildId,
            @Nullable Snowflake channelId,
            int intent,
            Audience audience,
            @Nullable Snowflake onlyFor) {
        this(name, data, guildId, channelId, intent, audience, onlyFor, null);
    }

    /** Told to everyone in the guild. */
    public static Event inGuild(String name, ObjectNode data, Snowflake guildId, int intent) {
        return new Event(name, data, guildId, null, intent, Audience.EVERYONE, null, null);
    }

    /** Told to everyone who sees the channel. */
    public static Event inChannel(String name, ObjectNode data, Channel channel, int intent) {
        return new Event(
                name, data, channel.guildId(), channel.id(), intent, Audience.EVERYONE, null, null);
    }

    /** Told to this bot alone. */
    public static Event toBot(
            String name, ObjectNode data, @Nullable Snowflake guildId, int intent, Snowflake bot) {
        return new Event(name, data, guildId, null, intent, Audience.BOT, null, bot);
    }
}
