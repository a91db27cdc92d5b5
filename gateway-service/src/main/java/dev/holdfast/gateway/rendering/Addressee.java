package dev.holdfast.gateway.rendering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.UserId;

/** Names whom a part of a message answers, with the way back to what they wrote. */
public final class Addressee {

    private static final String BEGIN = "[↩](https://discord.com/channels/";

    /** So that no id is the beginning of another one. */
    private static final String END = ")";

    private Addressee() {}

    /** The person and their message. */
    public static String of(UserId person, GuildId guild, ChannelId channel, String message) {
        var place = guild.equals(GuildId.DIRECT) ? "@me" : guild.toString();
        return "<@%s> %s%s/%s/%s%s".formatted(person, BEGIN, place, channel, message, END);
    }

    /** Whether a part of the bot's message answers the one of that id. */
    public static boolean isNamed(JsonNode sent, String message) {
        var text = sent.toString();
        return text.contains(BEGIN) && text.contains("/" + message + END);
    }

    /** Whether the bot's message answers several, so that none of them may change it. */
    public static boolean areSeveral(JsonNode sent) {
        var text = sent.toString();
        return text.indexOf(BEGIN) != text.lastIndexOf(BEGIN);
    }
}
