package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.discord.DiscordRest;
import dev.holdfast.gateway.guild.Prefixes;
import dev.holdfast.kit.text.Letters;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What commands in messages begin with: the guild's prefix, or a mention of the bot, which works
 * without the right to read messages too. Safe for any thread.
 */
@Singleton
record CommandPrefixes(DiscordRest rest, Prefixes prefixes) {

    /**
     * What was said to the bot.
     *
     * @param text what follows the beginning
     * @param isCalled whether it was called by its name rather than by the prefix
     */
    record Said(String text, boolean isCalled) {

        boolean isGreeting() {
            return isCalled && Greeting.isGreeting(text);
        }
    }

    /** Empty where the message begins with none of them. */
    Optional<Said> read(TypedMessage message) {
        var self = rest.self();
        return Stream.of("<@" + self + ">", "<@!" + self + ">")
                .filter(message.text()::startsWith)
                .findFirst()
                .map(name -> said(message, name, true))
                .or(() ->
                        Letters.beginning(message.text(), shown(message))
                                .map(prefix -> said(message, prefix, false)))
                .or(() -> Greeting.whole(message).map(all -> said(message, all, true)));
    }

    private static Said said(TypedMessage message, String begin, boolean isCalled) {
        return new Said(message.text().substring(begin.length()).strip(), isCalled);
    }

    /** The guild's prefix, as people are shown it. */
    String shown(TypedMessage message) {
        return prefixes.of(message.guild());
    }
}
