package dev.holdfast.ctl;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfastctl maintenance}: where the bot rests, and is to rest. */
@Command(
        name = "maintenance",
        mixinStandardHelpOptions = true,
        description =
                "Have the bot, one feature of it, or that it joins servers rest; or work again.")
final class MaintenanceSubcommand implements Callable<Integer> {

    private static final String EVERYWHERE = "everywhere";

    private final Ctl ctl;

    @Parameters(
            arity = "0..1",
            paramLabel = "on|off",
            description = "Without it: where it rests now.")
    private Optional<Switch> wanted = Optional.empty();

    @Option(names = "--guild", paramLabel = "<id>", description = "Only there.")
    private Optional<Id> guild = Optional.empty();

    @Option(
            names = "--feature",
            paramLabel = "<name>",
            description = "Only that feature, such as wallet.")
    private Optional<String> feature = Optional.empty();

    @Option(names = "--joins", description = "Only that it joins servers: new ones it leaves.")
    private boolean joins;

    @Option(
            names = "--reason",
            paramLabel = "<text>",
            defaultValue = "Maintenance; back soon.",
            description = "What people are told: ${DEFAULT-VALUE}")
    private String reason = "";

    @Option(names = "--yes", description = "Do not ask whether everywhere is meant.")
    private boolean yes;

    /** Whether the bot is to rest. */
    enum Switch {
        ON,
        OFF
    }

    MaintenanceSubcommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() {
        var doors = ctl.doors();
        if (wanted.isEmpty()) {
            return ctl.show(MaintenanceReport.read(doors));
        }
        return switch (wanted.get()) {
            case ON -> {
                var scope = scope();
                confirm();
                var by = System.getProperty("user.name", "operator");
                yield ctl.show(MaintenanceReport.begin(doors, guild, scope, reason, by));
            }
            case OFF -> ctl.show(MaintenanceReport.end(doors, guild, scope()));
        };
    }

    private String scope() {
        if (joins && (feature.isPresent() || guild.isPresent())) {
            throw CtlException.usage(
                    "Nothing was changed. --joins is one thing for the whole bot: say it without --feature and --guild.");
        }
        return joins
                ? MaintenanceReport.JOINS
                : feature.map(MaintenanceReport::feature).orElse(MaintenanceReport.ALL);
    }

    private void confirm() {
        if (guild.isPresent() || yes) {
            return;
        }
        var question =
                joins
                        ? "The bot will leave every server that adds it, until 'holdfastctl maintenance off --joins'."
                        : feature.map(MaintenanceSubcommand::ofFeature)
                                .orElse(
                                        "The bot will answer nobody, in no server, until 'holdfastctl maintenance off'.");
        if (!ctl.confirms(question, EVERYWHERE)) {
            throw CtlException.usage(
                    joins
                            ? "Nothing was changed. Say --yes to have the bot join no server."
                            : feature.map(MaintenanceSubcommand::declined)
                                    .orElse(
                                            "Nothing was changed. Say --yes to have the bot rest everywhere, or --guild <id> for one server."));
        }
    }

    private static String declined(String name) {
        return "Nothing was changed. Say --yes to have %s rest everywhere, or --guild <id> for one server."
                .formatted(name);
    }

    private static String ofFeature(String name) {
        return "The bot will run no command of %s, in no server, until 'holdfastctl maintenance off --feature %1$s'."
                .formatted(name);
    }
}
