package dev.holdfast.ctl;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfastctl restore}: puts everything back to a snapshot. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Put everything of all servers back to a snapshot: what happened since is gone.",
            "The bot rests meanwhile. The database of now is kept beside the new one, under another name.",
            "finish: what follows on a restore that a Job or container ran: people who were forgotten are"
                    + " forgotten again, and the bot works."
        })
final class RestoreSubcommand implements Callable<Integer> {

    private static final String SAID = "restore: ";
    private static final String FINISH = "finish";
    private static final String REASON = "Everything is being restored; back soon.";
    private static final String NOT_AT_REST =
            "Nothing was restored, since the gateway did not say that the bot rests: %s Mend that, or stop the gateways; then restore again. If you do not, end the rest that may have begun: holdfastctl maintenance off.";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Ctl ctl;

    @Parameters(
            paramLabel = "<snapshot>|newest|finish",
            description = "As 'holdfastctl backups' lists them.")
    private String snapshot = "";

    @Option(
            names = "--confirm",
            paramLabel = "<database>",
            description = "The name of the database that is replaced, in place of typing it.")
    private Optional<String> confirmed = Optional.empty();

    RestoreSubcommand(Ctl ctl) {
        this.ctl = ctl;
    }

    @Override
    public Integer call() throws InterruptedException {
        var doors = ctl.doors();
        if (snapshot.equals(FINISH)) {
            finish(doors);
            return ExitCode.FINE;
        }
        if (!snapshot.matches("newest|[0-9]{1,18}")) {
            throw CtlException.usage(
                    "'%s' is no snapshot: say its number, as 'holdfastctl backups' lists them, or newest."
                            .formatted(snapshot));
        }
        var environment = environment();
        var database = database(environment.getOrDefault("DATABASE_URL", ""));
        confirm(database);
        environment.put("HOLDFAST_RESTORE", snapshot);
        environment.put("HOLDFAST_RESTORE_CONFIRM", database);
        environment.put("HOLDFAST_RESTORE_BY", operator());
        var rests = rest(doors);
        if (!isRestored(environment)) {
            if (rests) {
                MaintenanceReport.end(doors, Optional.empty(), MaintenanceReport.ALL);
            }
            return ExitCode.WRONG;
        }
        finish(doors);
        return ExitCode.FINE;
    }

    private boolean isRestored(Map<String, String> environment) {
        try {
            var program = new ServiceProgram(ctl.root(), "backup-service");
            return program.run(environment, SAID, line -> ctl.tell(StyledText.plain(line)))
                    == ExitCode.FINE;
        } catch (CtlException e) {
            ctl.complain(e.sentence());
            return false;
        }
    }

    private Map<String, String> environment() {
        var settings = new HashMap<>(new LocalStack(ctl.environment(), ctl.root()).settings());
        for (var needed :
                new String[] {"DATABASE_URL", "DATABASE_ADMIN_URL", "BACKUP_MASTER_KEY"}) {
            var given = ctl.environment().getOrDefault(needed, "");
            if (!given.isBlank()) {
                settings.put(needed, given);
            }
            if (!settings.containsKey(needed)) {
                throw CtlException.usage(
                        "%s is not set, and there is no local stack here that would tell: set it as backup-service has it."
                                .formatted(needed));
            }
        }
        ctl.doors()
                .settings()
                .keys()
                .secret()
                .ifPresent(secret -> settings.put("HOLDFAST_SECRET", secret));
        settings.putIfAbsent("HOLDFAST_GATEWAYS", ctl.doors().settings().gateways());
        return settings;
    }

    private static String database(String url) {
        var path = URI.create(url.replaceFirst("^jdbc:", "")).getPath();
        return path == null || path.length() < 2 ? "" : path.substring(1);
    }

    private void confirm(String database) {
        if (confirmed.isPresent()) {
            if (!confirmed.get().equals(database)) {
                throw CtlException.usage(
                        "Nothing was changed: the database is called %s, not %s."
                                .formatted(database, confirmed.get()));
            }
            return;
        }
        var question =
                "All of the database %s is put back to snapshot %s; what happened since is gone."
                        .formatted(database, snapshot);
        if (!ctl.confirms(question, database)) {
            throw CtlException.usage(
                    "Nothing was changed. Say --confirm %s to restore without being asked."
                            .formatted(database));
        }
    }

    /**
     * Whether it rests by a gateway. Where none can be reached, the restore itself has the bot
     * rest, by the database.
     *
     * @throws CtlException where a gateway is there and does not do it
     */
    private boolean rest(OperatorClient doors) {
        try {
            MaintenanceReport.begin(
                    doors, Optional.empty(), MaintenanceReport.ALL, REASON, operator());
            ctl.tell(StyledText.plain("the bot rests"));
            return true;
        } catch (CtlException e) {
            if (!e.isUnreachable()) {
                throw e.within(NOT_AT_REST);
            }
            ctl.tell(StyledText.plain("no gateway is reachable: the restore goes on without it"));
            return false;
        }
    }

    private static String operator() {
        return System.getProperty("user.name", "operator");
    }

    /** The restored database has the bot rest: it works again once everybody is forgotten again. */
    private void finish(OperatorClient doors) throws InterruptedException {
        for (var service : doors.settings().services()) {
            ctl.progress("waiting for " + service);
            var rows = sweep(doors, service);
            if (rows > 0) {
                ctl.tell(
                        StyledText.plain(
                                "%s forgot people again who were back: %d rows"
                                        .formatted(service, rows)));
            }
        }
        MaintenanceReport.end(doors, Optional.empty(), MaintenanceReport.ALL);
        ctl.tell(new StyledText(TextColor.GOOD, "The bot works again."));
    }

    private static long sweep(OperatorClient doors, String service) throws InterruptedException {
        var began = System.nanoTime();
        var never = new CountDownLatch(1);
        while (true) {
            try {
                return doors.post(service, "/bot/people/sweep", OperatorClient.LONG_ANSWER)
                        .path("rows")
                        .asLong();
            } catch (CtlException e) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw CtlException.wrong(
                            "%s Start it, then: holdfastctl restore finish. Until then the bot rests."
                                    .formatted(e.sentence()));
                }
                var _ = never.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
