package dev.holdfast.gateway.help;

import dev.holdfast.gateway.catalog.Listed;
import dev.holdfast.gateway.catalog.Offers;
import dev.holdfast.kit.command.AutocompletedCommand;
import dev.holdfast.kit.command.Command;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Embed;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Select;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code /help [command]}: the commands the person may use here, with a list to pick one from, or
 * how to use one of them.
 */
@Singleton
final class HelpCommand implements Command, AutocompletedCommand {

    private static final String COMMAND = "command";
    private static final int COLOR = 0x2F6F73;
    private static final int LONGEST_FIELD = 1_024;
    private static final int LONGEST_TEXT = 100;
    private static final int LONGEST_LIST = 25;

    private final Offers offers;
    private final Texts texts = Texts.of("help");

    @Inject
    HelpCommand(Offers offers) {
        this.offers = offers;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.read("help", texts.english("description"))
                .option(
                        OptionSpec.optional(COMMAND, texts.english("option"), OptionType.TEXT)
                                .between(1, LONGEST_TEXT)
                                .autocompleted())
                .anywhere()
                .whispered();
    }

    @Override
    public Reply run(Invocation invocation, UnitOfWork work) {
        var picked = invocation.pressed().stream().flatMap(used -> used.values().stream());
        var wanted = picked.findFirst().or(() -> invocation.text(COMMAND));
        if (wanted.isEmpty()) {
            return answer(invocation, all(invocation));
        }
        var name = wanted.get().strip().toLowerCase(Locale.ROOT).replaceAll("^/|\\s+(?=\\s)", "");
        return one(invocation, name)
                .map(embed -> answer(invocation, embed))
                .orElseGet(() -> Reply.refuse(texts.say(invocation, "none", UserText.show(name))));
    }

    /** The paths that have what was typed in them, those that begin with it first. */
    @Override
    public List<OptionSpec.Choice> complete(Completion completion, UnitOfWork work) {
        var typed = completion.typed().strip().toLowerCase(Locale.ROOT).replaceFirst("^/", "");
        return usable(completion.asked()).stream()
                .map(listed -> listed.path().value())
                .filter(path -> path.contains(typed))
                .sorted(Comparator.comparing(path -> !path.startsWith(typed)))
                .map(path -> new OptionSpec.Choice("/" + path, path))
                .toList();
    }

    private Reply answer(Invocation invocation, Embed embed) {
        var options = options(invocation);
        var content = Content.embed(embed);
        if (!options.isEmpty()) {
            var list = Select.of("", options).placeholder(texts.say(invocation, "pick"));
            content = content.row(list);
        }
        return invocation.pressed().isPresent()
                ? new Reply.Update(content)
                : new Reply.Whisper(content);
    }

    /** The first words of the commands: as many as a list has room for. */
    private List<Select.Option> options(Invocation invocation) {
        var byRoot =
                usable(invocation).stream()
                        .collect(
                                Collectors.groupingBy(
                                        listed -> listed.path().root(),
                                        TreeMap::new,
                                        Collectors.toList()));
        return byRoot.entrySet().stream()
                .limit(LONGEST_LIST)
                .map(root ->
                        Select.Option.of("/" + root.getKey(), root.getKey())
                                .described(root.getValue().getFirst().spec().description()))
                .toList();
    }

    private Embed all(Invocation invocation) {
        var byService =
                usable(invocation).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Listed::service, TreeMap::new, Collectors.toList()));
        var embed =
                Embed.titled(texts.say(invocation, "title"))
                        .description(texts.say(invocation, "intro"))
                        .color(COLOR);
        for (var entry : byService.entrySet()) {
            for (var part : parts(entry.getValue())) {
                embed = embed.field(entry.getKey(), part, false);
            }
        }
        return embed;
    }

    private Optional<Embed> one(Invocation invocation, String wanted) {
        var found =
                usable(invocation).stream()
                        .filter(listed -> isBelow(listed.path().value(), wanted))
                        .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.size() > 1) {
            var embed = Embed.titled("/" + wanted).color(COLOR);
            for (var part : parts(found)) {
                embed = embed.field(found.getFirst().service(), part, false);
            }
            return Optional.of(embed);
        }
        return Optional.of(details(invocation, found.getFirst().spec()));
    }

    private Embed details(Invocation invocation, CommandSpec spec) {
        var embed =
                Embed.titled("/" + spec.path() + usage(spec))
                        .description(spec.description())
                        .color(COLOR);
        for (var option : spec.options()) {
            var key = option.required() ? "required" : "optional";
            embed =
                    embed.field(
                            option.name(), texts.say(invocation, key, option.description()), false);
        }
        if (spec.permissions().equals(Permissions.NONE)) {
            return embed;
        }
        var needed =
                Arrays.stream(Permission.values())
                        .filter(permission -> (spec.permissions().bits() & permission.bit()) != 0)
                        .map(Permission::title)
                        .collect(Collectors.joining(", "));
        return embed.footer(texts.say(invocation, "needs", needed));
    }

    private List<Listed> usable(Invocation invocation) {
        return offers.to(invocation.user(), invocation.guild(), invocation.member().permissions());
    }

    private static boolean isBelow(String path, String wanted) {
        return path.equals(wanted) || path.startsWith(wanted + " ");
    }

    /** One line a command, in as many parts as an embed's fields need. */
    private static List<String> parts(List<Listed> commands) {
        var parts = new ArrayList<StringBuilder>();
        for (var listed : commands) {
            var line =
                    "`/%s%s` %s\n"
                            .formatted(
                                    listed.path(),
                                    usage(listed.spec()),
                                    listed.spec().description());
            if (parts.isEmpty() || parts.getLast().length() + line.length() > LONGEST_FIELD) {
                parts.add(new StringBuilder());
            }
            parts.getLast().append(line);
        }
        return parts.stream().map(StringBuilder::toString).map(String::strip).toList();
    }

    private static String usage(CommandSpec spec) {
        return spec.options().stream()
                .map(option -> (option.required() ? " <%s>" : " [%s]").formatted(option.name()))
                .collect(Collectors.joining());
    }
}
