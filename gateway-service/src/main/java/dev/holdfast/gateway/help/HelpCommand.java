package dev.holdfast.gateway.help;

import dev.holdfast.gateway.catalog.AvailableCommands;
import dev.holdfast.gateway.catalog.CatalogEntry;
import dev.holdfast.gateway.catalog.EditDistance;
import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.CommandMention;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /help [command]}: what the person may use here, topic by topic, with a list to pick one
 * from; or how one command is used.
 */
@Singleton
record HelpCommand(AvailableCommands offers, HelpTopics topics, HelpPages pages)
        implements Command, AutocompletedCommand {

    private static final String COMMAND = "command";
    private static final String PICK = "";
    private static final int LONGEST_TEXT = 100;
    private static final int LONGEST_SHOWN = 40;
    private static final int MOST_EDITS = 2;
    private static final int MOST_GUESSES = 3;
    private static final int LONGEST_LIST = 25;

    private static final Texts TEXTS = Texts.of("help");

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("help", TEXTS.english("description"))
                .option(
                        OptionSpec.optional(COMMAND, TEXTS.english("option"), OptionType.TEXT)
                                .between(1, LONGEST_TEXT)
                                .autocompleted())
                .anywhere()
                .whispered()
                .keptWhenTyped();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var offered = topics.of(invocation, usable(invocation));
        var picked = invocation.pressed().stream().flatMap(used -> used.values().stream());
        var wanted = picked.findFirst().or(() -> invocation.text(COMMAND));
        if (wanted.isEmpty()) {
            return answer(invocation, list(offered, null), pages.first(invocation, offered));
        }
        var name = path(wanted.get());
        var topic = topic(offered, name);
        if (topic.isPresent()) {
            return answer(invocation, list(offered, topic.get()), pages.of(topic.get()));
        }
        return below(invocation, offered, name)
                .map(card -> answer(invocation, list(offered, null), card))
                .orElseGet(() -> Reply.refuse(unknown(invocation, wanted.get(), name)));
    }

    /**
     * The paths that have what was typed in them, those that begin with it first; else those that
     * may have been meant.
     */
    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        var typed = path(completion.typed());
        var paths = usable(completion.asked()).stream().map(it -> it.path().value()).toList();
        var fitting =
                paths.stream()
                        .filter(path -> path.contains(typed))
                        .sorted(Comparator.comparing(path -> !path.startsWith(typed)))
                        .toList();
        var near = fitting.isEmpty() ? EditDistance.near(typed, paths, MOST_EDITS) : fitting;
        return near.stream().map(path -> new OptionSpec.Choice("/" + path, path)).toList();
    }

    private static String path(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT).replaceAll("^[/!]|\\s+(?=\\s)", "");
    }

    private static Optional<HelpTopics.Offered> topic(
            List<HelpTopics.Offered> offered, String name) {
        return offered.stream()
                .filter(topic -> topic.title().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    /** The command, or those below a first word. */
    private Optional<Card> below(
            Invocation invocation, List<HelpTopics.Offered> offered, String name) {
        return offered.stream()
                .map(topic -> topic.below(name))
                .filter(topic -> !topic.commands().isEmpty())
                .findFirst()
                .map(topic -> pages.narrowed(invocation, topic));
    }

    private String unknown(Invocation invocation, String typed, String name) {
        var paths = usable(invocation).stream().map(it -> it.path().value()).toList();
        var shown = UserText.show(typed, LONGEST_SHOWN);
        var near =
                EditDistance.near(name, paths, MOST_EDITS).stream()
                        .limit(MOST_GUESSES)
                        .map(CommandMention::of)
                        .collect(Collectors.joining(", "));
        return near.isEmpty()
                ? TEXTS.say(invocation, "none", shown)
                : TEXTS.say(invocation, "none.near", shown, near);
    }

    private Reply answer(Invocation invocation, List<Select.Option> topics, Card card) {
        var content = Content.card(card);
        if (!topics.isEmpty()) {
            content =
                    content.row(Select.of(PICK, topics).placeholder(TEXTS.say(invocation, "pick")));
        }
        return invocation.pressed().isPresent()
                ? new Reply.Update(content)
                : new Reply.Whisper(content);
    }

    private static List<Select.Option> list(
            List<HelpTopics.Offered> offered, HelpTopics.@Nullable Offered chosen) {
        return offered.stream()
                .limit(LONGEST_LIST)
                .map(topic ->
                        Select.Option.of(topic.emoji() + " " + topic.title(), topic.title())
                                .described(topic.about())
                                .chosenWhen(topic.equals(chosen)))
                .toList();
    }

    private List<CatalogEntry> usable(Invocation invocation) {
        return offers.to(invocation.user(), invocation.guild(), invocation.member().permissions());
    }
}
