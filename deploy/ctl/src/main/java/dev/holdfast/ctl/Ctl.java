package dev.holdfast.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The program behind {@code deploy/holdfastctl}. */
@Command(
        name = "holdfastctl",
        mixinStandardHelpOptions = true,
        version = "holdfastctl 0.1.0",
        synopsisSubcommandLabel = "<command>",
        description = "How Holdfast is, and what happened in it. For the people who run it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:something is wrong, or a service is out of reach",
            "2:it was called wrongly, or a setting is wrong"
        },
        footerHeading = "%nSettings (environment):%n",
        footer = {
            "  HOLDFAST_GATEWAYS  where the gateways listen; default: the local stack's",
            "  HOLDFAST_SERVICES  where the others do; default: the local stack's",
            "  HOLDFAST_SECRET    the services' secret; default: that of the local stack, in data/",
            "  HOLDFAST_KEYS      in its place the operator's keys: pair:operator>gateway=...,...",
            "  HOLDFAST_DATA, HOLDFAST_..._PORT  another local stack, as deploy/up has them",
            "  NO_COLOR           no colours"
        })
final class Ctl {

    private final Map<String, String> environment;
    private final Path root;
    private final Terminal console;
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, for programs.")
    private boolean asJson;

    Ctl(Map<String, String> environment, Path root, Terminal console) {
        this.environment = environment;
        this.root = root;
        this.console = console;
    }

    static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var root = Path.of(System.getProperty("holdfast.root", "")).toAbsolutePath();
        System.exit(new Ctl(System.getenv(), root, Terminal.standard()).run(arguments));
    }

    /** Does what was asked for; says how it went. */
    int run(String... arguments) {
        return new CommandLine(this)
                .addSubcommand(new DeadLettersSubcommand(this))
                .addSubcommand(new MaintenanceSubcommand(this))
                .addSubcommand(new BackupSubcommand(this, Clock.systemUTC()))
                .addSubcommand(new BackupsSubcommand(this))
                .addSubcommand(new RestoreSubcommand(this))
                .registerConverter(Id.class, new Id.Reader())
                .registerConverter(Key.class, new Key.Reader())
                .registerConverter(Since.class, new Since.Reader())
                .setOut(console.writer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, _) -> misused(wrong))
                .setExecutionExceptionHandler((failed, _, _) -> complain(failed))
                .execute(arguments);
    }

    @Command(mixinStandardHelpOptions = true, description = "Everything at a glance.")
    int status() {
        console.progress("asking all services");
        return show(Status.look(doors()));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Who leads each service, since when, in which epoch.")
    int leader() {
        return show(Leaders.of(Status.look(doors()).instances()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Which gateway holds each shard.")
    int shards() {
        return show(Shards.of(Status.look(doors()).instances()));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "The integrity checks of each service and what they found last.")
    int checks(@Option(names = "--fresh", description = "Run them now.") boolean fresh) {
        console.progress(fresh ? "running all checks" : "asking all services");
        return show(IntegrityChecks.ask(doors(), fresh));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "What happened to a member: all of it in one timeline, newest last.")
    int member(
            @Parameters(paramLabel = "<guild>") Id guild,
            @Parameters(paramLabel = "<user>") Id user,
            @Option(
                            names = "--since",
                            paramLabel = "<time>",
                            defaultValue = "7d",
                            description = "How far back: 30m, 12h, 7d (default).")
                    Since since,
            @Option(names = "--follow", description = "Go on until Ctrl-C.") boolean follow) {
        console.progress("asking all services");
        return past(guild, Optional.of(user), since, follow, true);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "What a guild does, as it happens, until Ctrl-C.")
    int tail(
            @Parameters(paramLabel = "<guild>") Id guild,
            @Option(
                            names = "--since",
                            paramLabel = "<time>",
                            defaultValue = "10m",
                            description = "How far back it begins: 30s, 10m (default), 12h.")
                    Since since,
            @Option(names = "--once", description = "Only what happened until now.") boolean once) {
        return past(guild, Optional.empty(), since, !once, false);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Everything of one operation: what it did, what came of it, its log.")
    int operation(@Parameters(paramLabel = "<key>") Key key) {
        console.progress("asking all services");
        var timeline = new TimelineReader(doors()).of(key.value());
        if (timeline.timeline().isEmpty() && timeline.fine()) {
            throw CtlException.wrong(
                    "Nothing is known of %s: keys are remembered for a week; is it of this Holdfast?"
                            .formatted(key.value()));
        }
        return show(timeline);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Make roles, schemas and tables in DATABASE_URL, by DATABASE_ADMIN_URL.",
                "As often as it is run; --plan says what it would make."
            })
    int provision(@Option(names = "--plan", description = "Change nothing.") boolean plan) {
        console.progress("asking each service's program");
        return show(Provision.step(Settings.of(environment, root), environment, root, plan));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Every kind of error that services met, with its count.")
    int errors() {
        return show(KnownErrors.ask(doors()));
    }

    /** What is to become of refused events. */
    enum Fate {
        LIST,
        RETRY
    }

    @Command(
            mixinStandardHelpOptions = true,
            name = "dead-events",
            description = "Events that a service refused: list them, or have them told again.")
    int deadEvents(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "list|retry",
                            defaultValue = "list",
                            description = "Without it: list.")
                    Fate fate) {
        return show(
                switch (fate) {
                    case LIST -> DeadEvents.list(doors());
                    case RETRY -> DeadEvents.retry(doors());
                });
    }

    private int past(Id guild, Optional<Id> member, Since since, boolean follow, boolean withLog) {
        var past = new TimelineReader(doors());
        var clock = Clock.systemUTC();
        var after = since.before(clock.instant());
        if (!follow) {
            var timeline = past.of(guild, member, after, withLog);
            if (timeline.timeline().isEmpty() && timeline.fine()) {
                throw past.nothing(guild, member, after);
            }
            return show(timeline);
        }
        new FollowLoop(past, clock, this::tell, console::complain)
                .follow(guild, member, after, withLog);
        return ExitCode.FINE;
    }

    /** In JSON each has a line of its own. */
    private void tell(TimelineLine entry) {
        if (asJson) {
            console.json(new ObjectMapper().valueToTree(entry).toString());
        } else {
            console.line(entry.words().toArray(StyledText[]::new));
        }
    }

    Path root() {
        return root;
    }

    Map<String, String> environment() {
        return environment;
    }

    void progress(String text) {
        console.progress(text);
    }

    void complain(String sentence) {
        console.complain(sentence);
    }

    /** A line by itself, such as of something that is going on. */
    void tell(StyledText... words) {
        console.line(words);
    }

    OperatorClient doors() {
        return new OperatorClient(Settings.of(environment, root));
    }

    /** Whether the person at the terminal means it; nobody does where there is none. */
    boolean confirms(String question) {
        return console.confirms(question);
    }

    /** Whether they mean it so much that they type the word. */
    boolean confirms(String question, String word) {
        return console.confirms(question, word);
    }

    int show(CommandReport report) {
        if (asJson) {
            console.json(written(report));
        } else {
            report.show(console);
        }
        return report.fine() ? ExitCode.FINE : ExitCode.WRONG;
    }

    private int complain(Exception failed) {
        if (!(failed instanceof CtlException trouble)) {
            console.complain("This is a fault of holdfastctl itself: " + failed);
            return ExitCode.WRONG;
        }
        if (asJson) {
            console.json(written(Map.of("fine", false, "trouble", trouble.sentence())));
        }
        console.complain(trouble.sentence());
        return trouble.exitCode();
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private int misused(CommandLine.ParameterException wrong) {
        var message = String.valueOf(wrong.getMessage());
        var command = wrong.getCommandLine().getCommandName();
        console.complain(
                "%s%s Try 'holdfastctl %s--help'."
                        .formatted(
                                message.endsWith(".") ? message : message + ".",
                                meant(wrong),
                                command.equals("holdfastctl") ? "" : command + " "));
        return ExitCode.USAGE;
    }

    private static String meant(CommandLine.ParameterException wrong) {
        return wrong instanceof CommandLine.UnmatchedArgumentException unknown
                        && !unknown.getSuggestions().isEmpty()
                ? " Did you mean %s?".formatted(String.join(" or ", unknown.getSuggestions()))
                : "";
    }
}
