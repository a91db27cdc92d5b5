package dev.holdfast.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told to the bot's sessions and to open pages.
 *
 * @param name Discord's event name
 * @param data Discord's payload, never altered after it was published
 * @param guildId empty for direct messages and the user's own things
 * @param channelId when set, only who sees that channel is told
 * @param intent the gateway intent bit that asks for it; 0 when it needs none
 * @param audience who is told
 * @param onlyFor when set, the only person whose page is told
 */
public record Event(
        String name,
        ObjectNode data,
        @Nullable Snowflake guildId,
        @Nullable Snowflake channelId,
        int intent,
        Audience audience,
        @Nullable Snowflake onlyFor) {
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
}
