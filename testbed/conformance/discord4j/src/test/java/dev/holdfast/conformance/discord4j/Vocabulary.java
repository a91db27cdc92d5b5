package dev.holdfast.conformance.discord4j;

import discord4j.core.object.command.ApplicationCommand;
import discord4j.core.object.command.ApplicationCommandOption;
import discord4j.discordjson.json.ApplicationCommandOptionData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands that people use in the tests; in one call, since Discord allows few of them. */
final class Vocabulary {
    private static final List<String> PLAIN =
            List.of("ahoy", "secret", "ponder", "story", "chart", "christen");

    private Vocabulary() {}

    static List<ApplicationCommandRequest> all() {
        var all = new ArrayList<ApplicationCommandRequest>();
        for (var name : PLAIN) all.add(slash(name));
        var every = ApplicationCommandRequest.builder().name("every").description("x");
        for (var type : ApplicationCommandOption.Type.values()) {
            if (type.getValue() >= ApplicationCommandOption.Type.STRING.getValue()) {
                every.addOption(required(type.name().toLowerCase(Locale.ROOT), type));
            }
        }
        all.add(every.build());
        all.add(
                slash(
                        "cargo",
                        within("hold", ApplicationCommandOption.Type.SUB_COMMAND_GROUP, add())));
        all.add(slash("steer", course()));
        all.add(context("Salute", ApplicationCommand.Type.USER));
        all.add(context("Quote", ApplicationCommand.Type.MESSAGE));
        return all;
    }

    static ApplicationCommandRequest slash(String name, ApplicationCommandOptionData... options) {
        return ApplicationCommandRequest.builder()
                .name(name)
                .description("x")
                .addAllOptions(List.of(options))
                .build();
    }

    static ApplicationCommandRequest context(String name, ApplicationCommand.Type type) {
        return ApplicationCommandRequest.builder().name(name).type(type.getValue()).build();
    }

    private static ApplicationCommandOptionData add() {
        return within(
                "add",
                ApplicationCommandOption.Type.SUB_COMMAND,
                required("what", ApplicationCommandOption.Type.STRING));
    }

    private static ApplicationCommandOptionData course() {
        return ApplicationCommandOptionData.builder()
                .name("course")
                .description("x")
                .type(ApplicationCommandOption.Type.STRING.getValue())
                .autocomplete(true)
                .build();
    }

    private static ApplicationCommandOptionData within(
            String name, ApplicationCommandOption.Type type, ApplicationCommandOptionData inside) {
        return ApplicationCommandOptionData.builder()
                .name(name)
                .description("x")
                .type(type.getValue())
                .addOption(inside)
                .build();
    }

    private static ApplicationCommandOptionData required(
            String name, ApplicationCommandOption.Type type) {
        return ApplicationCommandOptionData.builder()
                .name(name)
                .description("x")
                .type(type.getValue())
                .required(true)
                .build();
    }
}
