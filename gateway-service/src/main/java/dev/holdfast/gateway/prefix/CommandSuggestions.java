package dev.holdfast.gateway.prefix;

import dev.holdfast.gateway.catalog.AvailableCommands;
import dev.holdfast.gateway.guild.Guilds;
import dev.holdfast.gateway.limit.Limits;
import dev.holdfast.gateway.permission.TypedRights;
import dev.holdfast.kit.protocol.Button;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Member;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says what somebody may have meant by a word that is no command: rarely, briefly, and only where
 * they may use it. Safe for any thread.
 */
@Singleton
record CommandSuggestions(
        AvailableCommands offers, Guilds guilds, TypedRights rights, Limits limits) {

    private static final Locale LOCALE = Locale.forLanguageTag("en-US");
    private static final Permissions ADMINISTRATOR = Permissions.of(Permission.ADMINISTRATOR);
    private static final CommandPath HELP = CommandPath.of("help");
    private static final int LONGEST = 100;

    private static final Texts TEXTS = Texts.of("prefix");

    /** What is said, which only the person may press. */
    record Said(Invocation invocation, Reply reply) {}

    /**
     * Whether it may be a slip of the finger, as far as that can be said without asking anybody.
     */
    boolean mayBe(TypedMessage message, String text) {
        var all = offers.to(message.author(), message.guild(), ADMINISTRATOR);
        return !CommandSuggestion.near(text, all).isEmpty();
    }

    /**
     * Guesses what was meant.
     *
     * @param prefix as commands are typed here
     * @param text what follows it
     */
    Optional<Said> of(TypedMessage message, String prefix, String text, MentionResolver named) {
        var offered = offers.to(message.author(), message.guild(), permissions(message));
        var isHeard =
                !CommandSuggestion.near(text, offered).isEmpty()
                        && limits.allowsGuess(message.guild(), message.author());
        return isHeard
                ? CommandSuggestion.of(text, offered, named, LOCALE)
                        .filter(guess -> mayRun(message, guess))
                        .map(guess -> said(message, prefix, guess))
                : Optional.empty();
    }

    private Permissions permissions(TypedMessage message) {
        return message.guild().equals(GuildId.DIRECT)
                ? Permissions.NONE
                : guilds.permissions(
                                message.guild(),
                                message.channel(),
                                message.author(),
                                message.roles())
                        .orElse(Permissions.NONE);
    }

    private boolean mayRun(TypedMessage message, CommandSuggestion guess) {
        return guess.runs().isEmpty()
                || rights.of(message.typist(), guess.runs().get())
                        instanceof TypedRights.Right.Granted;
    }

    private Said said(TypedMessage message, String prefix, CommandSuggestion guess) {
        var shown = UserText.code(prefix + guess.typed(), LONGEST);
        var card = Card.sentence(Card.Kind.INFO, TEXTS.say(LOCALE, "guess", shown));
        var content = Content.card(card);
        if (guess.runs().isPresent()) {
            var label = TEXTS.say(LOCALE, "guess.run", prefix + guess.runs().get());
            content = content.row(Button.runs(label, guess.runs().get().value()));
        }
        var invocation =
                new Invocation(
                        OperationKey.of(message.id()),
                        message.guild(),
                        message.channel(),
                        new Member(
                                message.author(),
                                message.name(),
                                message.roles(),
                                Permissions.NONE),
                        HELP,
                        Map.of(),
                        null,
                        LOCALE.toLanguageTag());
        return new Said(invocation, Reply.whisper(content));
    }
}
