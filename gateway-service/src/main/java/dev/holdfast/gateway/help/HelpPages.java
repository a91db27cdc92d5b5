package dev.holdfast.gateway.help;

import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.guild.Prefixes;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandMention;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What help shows: all topics, one topic, or one command. Safe for any thread. */
@Singleton
record HelpPages(Prefixes prefixes) {

    private static final Texts TEXTS = Texts.of("help");

    /** A line for each topic, and how commands are typed here. */
    Card first(Invocation invocation, List<HelpTopics.Offered> offered) {
        var card = Card.info(TEXTS.say(invocation, "emoji"), TEXTS.say(invocation, "title"));
        card = card.line(TEXTS.say(invocation, "intro"));
        for (var topic : offered) {
            card =
                    card.line(
                            "%s **%s**\n%s".formatted(topic.emoji(), topic.title(), topic.about()));
        }
        var prefix = prefixes.of(invocation.guild());
        return card.fine(TEXTS.say(invocation, "prefix", prefix));
    }

    /** Each of its commands with one sentence. */
    Card of(HelpTopics.Offered topic) {
        var card = Card.info(topic.emoji(), topic.title()).line(topic.about());
        for (var listed : topic.commands()) {
            card = card.item(line(listed.spec()));
        }
        return card;
    }

    /** How the command is used; where there are several, each of them with one sentence. */
    Card narrowed(Invocation invocation, HelpTopics.Offered topic) {
        if (topic.commands().size() > 1) {
            return of(topic);
        }
        return command(invocation, topic.emoji(), topic.commands().getFirst());
    }

    private Card command(Invocation invocation, String emoji, CatalogEntry listed) {
        var spec = listed.spec();
        var card =
                Card.info(emoji, "/" + spec.path())
                        .line(line(spec))
                        .line(
                                "`%s%s%s`"
                                        .formatted(
                                                prefixes.of(invocation.guild()),
                                                spec.path(),
                                                usage(spec)));
        for (var option : spec.options()) {
            var key = option.required() ? "required" : "optional";
            card = card.field(option.name(), TEXTS.say(invocation, key, option.description()));
        }
        return spec.permissions().equals(Permissions.NONE)
                ? card
                : card.fine(TEXTS.say(invocation, "needs", titles(spec.permissions())));
    }

    private static String titles(Permissions needed) {
        return Arrays.stream(Permission.values())
                .filter(permission -> (needed.bits() & permission.bit()) != 0)
                .map(Permission::title)
                .collect(Collectors.joining(", "));
    }

    private static String line(CommandSpec spec) {
        return CommandMention.of(spec.path()) + " " + spec.description();
    }

    private static String usage(CommandSpec spec) {
        return spec.options().stream()
                .map(option -> (option.required() ? " <%s>" : " [%s]").formatted(option.name()))
                .collect(Collectors.joining());
    }
}
