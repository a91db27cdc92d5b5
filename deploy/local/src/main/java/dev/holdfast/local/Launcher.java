package dev.holdfast.local;

import dev.holdfast.embedded.StartFailure;
import dev.holdfast.fleet.ServiceDefinition;
import dev.holdfast.fleet.ServiceDefinitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The program behind {@code deploy/up}: one command for the whole stack. */
final class Launcher {

    private static final int FORCED = 130;

    private static final String HELP =
            """
            Usage: deploy/up [--help]

            Builds Holdfast if needed, starts all of it on this machine and prints where to click.
            Ctrl-C stops it; a second Ctrl-C forces. What it keeps lies under data/.

            Settings are environment variables (default in parentheses):
            """;

    private Launcher() {}

    static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        var console = Console.standard();
        var root = Path.of(System.getProperty("holdfast.root", "")).toAbsolutePath();
        if (List.of(arguments).contains("--help")) {
            console.say(HELP + OperatorSetting.help(ServiceDefinitions.read(root)));
            return;
        }
        console.showLogs();
        try {
            run(console, root);
        } catch (StartFailure e) {
            console.settle();
            console.say("\nHoldfast was not started.\n" + e.reason());
            System.exit(1);
        }
    }

    private static List<ServiceDefinition> fleet(Path root) {
        try {
            return ServiceDefinitions.read(root);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static void run(Console console, Path root) throws InterruptedException {
        var settings = LaunchSettings.of(root, fleet(root), System.getenv());
        var data = DataFolder.open(settings.data());
        var probe = new Probe();
        new Preflight(settings, data, probe).check();
        var stack = new Stack(settings, data, console, probe);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
        Interrupts.handle(
                () -> System.exit(0),
                () -> {
                    console.say("Forced.");
                    stack.kill();
                    Runtime.getRuntime().halt(FORCED);
                });
        console.say("Holdfast starts. Ctrl-C stops it.\n");
        try {
            stack.start();
        } catch (StartFailure e) {
            if (stack.isStopping()) {
                new CountDownLatch(1).await();
            }
            throw e;
        }
        console.say(new Summary(settings).text());
        if (data.locked()) {
            new CountDownLatch(1).await();
        }
    }
}
