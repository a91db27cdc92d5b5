package dev.holdfast.conformance.jda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;

/** The commands that people use in the tests; in one call, since Discord allows few of them. */
final class Vocabulary {
    private static final List<String> PLAIN =
            List.of("ahoy", "secret", "ponder", "story", "chart", "christen");

    private Vocabulary() {}

    static List<CommandData> all() {
        var all = new ArrayList<CommandData>();
        for (var name : PLAIN) all.add(Commands.slash(name, "x"));
        all.add(every());
        all.add(cargo());
        var course = new OptionData(OptionType.STRING, "course", "Where to", true, true);
        all.add(Commands.slash("steer", "Steer").addOptions(course));
        all.add(Commands.user("Salute"));
        all.add(Commands.message("Quote"));
        return all;
    }

    private static CommandData every() {
        var every = Commands.slash("every", "One option of every type");
        for (var type : OptionType.values()) {
            if (type.getKey() >= OptionType.STRING.getKey()) {
                every.addOption(type, type.name().toLowerCase(Locale.ROOT), "x", true);
            }
        }
        return every;
    }

    private static CommandData cargo() {
        var add =
                new SubcommandData("add", "Take in")
                        .addOption(OptionType.STRING, "what", "What", true);
        return Commands.slash("cargo", "What we carry")
                .addSubcommands(new SubcommandData("list", "All of it"))
                .addSubcommandGroups(
                        new SubcommandGroupData("hold", "Below deck").addSubcommands(add));
    }
}
