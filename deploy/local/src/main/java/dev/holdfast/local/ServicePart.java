package dev.holdfast.local;

import dev.holdfast.embedded.ChildProcess;
import dev.holdfast.embedded.ChildSpec;
import dev.holdfast.embedded.ChildSpec.StopSignal;
import dev.holdfast.embedded.ProcessRecord;
import dev.holdfast.embedded.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One of our services as a JVM of its own. */
final class ServicePart implements StackPart {

    static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** Before it migrates data, a snapshot of them is taken, for which it waits half an hour. */
    private static final Duration PROVISION_LIMIT = Duration.ofMinutes(40);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String KEYS = "HOLDFAST_KEYS";

    private final ServiceSpec spec;
    private final LaunchSettings settings;
    private final DataFolder data;
    private final Probe probe;
    private final BooleanSupplier mayProvision;
    private Optional<ChildProcess> process = Optional.empty();
    private boolean stopped;
    private boolean isProvisioned;

    /**
     * Describes it.
     *
     * @param mayProvision whether the database may be changed by now
     */
    ServicePart(
            ServiceSpec spec,
            LaunchSettings settings,
            DataFolder data,
            Probe probe,
            BooleanSupplier mayProvision) {
        this.spec = spec;
        this.settings = settings;
        this.data = data;
        this.probe = probe;
        this.mayProvision = mayProvision;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public Path log() {
        return data.logs(spec.name()).resolve("console.log");
    }

    @Override
    public void start() {
        provision();
        try {
            serve();
        } catch (StartFailure e) {
            // Perhaps the database is not the one that it was.
            isProvisioned = false;
            note().ifPresent(ProvisionNote::forget);
            throw e;
        }
    }

    /**
     * Once for a build and a database: another JVM costs seconds. Whoever takes the snapshots is
     * ready by then; that one is waited for here alone, so that a start without news is as fast.
     */
    private void provision() {
        var note = note();
        if (spec.provisioning().isEmpty()
                || isProvisioned
                || note.map(ProvisionNote::isCurrent).orElse(false)) {
            return;
        }
        while (!mayProvision.getAsBoolean()) {
            requireRunning();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        var log = log().resolveSibling("provision.log");
        var child = launch(spec.provisioning(), log);
        if (!child.awaitExit(PROVISION_LIMIT)) {
            child.kill();
        }
        if (child.exitCode().orElse(-1) != 0) {
            throw new StartFailure(
                    "%s could not make its schema (exit code %d). The last lines of %s:\n%s"
                            .formatted(name(), child.exitCode().orElse(-1), log, child.logTail()));
        }
        note.ifPresent(ProvisionNote::keep);
        isProvisioned = true;
    }

    /** Of the embedded database; whoever runs another may have changed it meanwhile. */
    private Optional<ProvisionNote> note() {
        return settings.databaseUrl().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new ProvisionNote(
                                data.provisioned(name()),
                                spec.jar(settings.root()),
                                spec.environment().getOrDefault(KEYS, "")));
    }

    private void serve() {
        spec.port().requireFree(spec.name());
        var child = launch(spec.environment(), log());
        var begun = System.nanoTime();
        while (!probe.answers(spec.address() + spec.readyPath())) {
            if (child.awaitExit(PAUSE)) {
                throw new StartFailure(
                        "%s ended while it started (exit code %d). The last lines of %s:\n%s"
                                .formatted(
                                        name(),
                                        child.exitCode().orElse(-1),
                                        log(),
                                        child.logTail()));
            }
            if (System.nanoTime() - begun > START_LIMIT.toNanos()) {
                child.kill();
                throw new StartFailure(
                        "%s was not ready after %d s and was ended. The last lines of %s:\n%s"
                                .formatted(
                                        name(), START_LIMIT.toSeconds(), log(), child.logTail()));
            }
        }
    }

    private synchronized void requireRunning() {
        if (stopped) {
            throw new StartFailure(name() + " was stopped.");
        }
    }

    private synchronized ChildProcess launch(Map<String, String> environment, Path log) {
        requireRunning();
        ConsoleLog.rotate(log);
        var child =
                ChildProcess.start(
                        new ChildSpec(
                                command(),
                                environment,
                                settings.root(),
                                log,
                                Optional.of(new ProcessRecord(data.record(name()))),
                                Optional.empty(),
                                StopSignal.TERM,
                                GRACE));
        process = Optional.of(child);
        return child;
    }

    private List<String> command() {
        var jar = spec.jar(settings.root());
        if (!Files.isReadable(jar)) {
            throw new StartFailure(
                    "%s is not built (%s is missing): run ./mvnw package -DskipTests."
                            .formatted(name(), jar));
        }
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(settings.javaOptions());
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private synchronized ChildProcess running() {
        return process.orElseThrow(() -> new StartFailure(name() + " does not run."));
    }

    @Override
    public boolean awaitExit(Duration limit) {
        var ended = running().awaitExit(limit);
        ConsoleLog.bound(log());
        return ended;
    }

    @Override
    public String ending() {
        return "%s ended (exit code %d).".formatted(name(), running().exitCode().orElse(-1));
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        process.ifPresent(ChildProcess::stop);
    }

    @Override
    public void kill() {
        process.ifPresent(ChildProcess::kill);
    }
}
