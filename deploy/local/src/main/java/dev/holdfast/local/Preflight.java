package dev.holdfast.local;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import dev.holdfast.embedded.EmbeddedPostgres;
import dev.holdfast.embedded.EmbeddedRedis;
import dev.holdfast.embedded.LoopbackPort;
import dev.holdfast.embedded.Orphan;
import dev.holdfast.embedded.PortHolder;
import dev.holdfast.embedded.ProcessRecord;
import dev.holdfast.embedded.StartFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold before anything is started; names all that does not, each with its fix. */
final class Preflight {

    private static final long NEEDED_BYTES = 500_000_000;

    private final LaunchSettings settings;
    private final DataFolder data;
    private final Probe probe;
    private final List<String> problems = new ArrayList<>();

    Preflight(LaunchSettings settings, DataFolder data, Probe probe) {
        this.settings = settings;
        this.data = data;
        this.probe = probe;
    }

    /**
     * Ends what an earlier run left behind, then checks.
     *
     * @throws StartFailure with all problems
     */
    void check() {
        endOrphans();
        checkDisk(data.freeBytes());
        settings.services().forEach(this::checkPorts);
        if (settings.sandboxed()) {
            checkPort(
                    "the sandbox",
                    settings.sandboxPort(),
                    OperatorSetting.HOLDFAST_SANDBOX_PORT.name());
        }
        settings.databaseUrl()
                .ifPresentOrElse(
                        this::checkDatabase,
                        () ->
                                checkPort(
                                        "PostgreSQL",
                                        settings.postgresPort(),
                                        OperatorSetting.HOLDFAST_POSTGRES_PORT.name()));
        settings.redisUrl()
                .ifPresentOrElse(
                        this::checkRedis,
                        () ->
                                checkPort(
                                        "Redis",
                                        settings.redisPort(),
                                        OperatorSetting.HOLDFAST_REDIS_PORT.name()));
        if (!problems.isEmpty()) {
            throw new StartFailure(String.join("\n", problems));
        }
    }

    private void endOrphans() {
        var services = settings.services().stream().map(LocalService::processName);
        for (var service : Stream.concat(services, Stream.of(Stack.SANDBOX)).toList()) {
            new ProcessRecord(data.record(service))
                    .running()
                    .ifPresent(process ->
                            Orphan.end(process, service, StopSignal.TERM, ServicePart.GRACE));
        }
        EmbeddedRedis.endOrphan(data.redis());
        EmbeddedPostgres.endOrphan(data.postgres());
    }

    void checkDisk(long freeBytes) {
        if (freeBytes < NEEDED_BYTES) {
            problems.add(
                    "Only %d MB are free on the disk of %s, and Holdfast wants %d MB: free some space, or name another folder by %s."
                            .formatted(
                                    freeBytes / 1_000_000,
                                    settings.data(),
                                    NEEDED_BYTES / 1_000_000,
                                    OperatorSetting.HOLDFAST_DATA));
        }
    }

    private void checkPorts(LocalService service) {
        var definition = service.definition();
        checkPort(service.processName(), service.port(), definition.portSetting());
        service.publicPort()
                .ifPresent(port ->
                        checkPort(service.processName(), port, definition.publicPortSetting()));
    }

    private void checkPort(String name, LoopbackPort port, String setting) {
        if (!port.isFree()) {
            problems.add(
                    "Port %d, which %s needs, is taken by %s: stop that, or choose another port by %s=..."
                            .formatted(port.number(), name, PortHolder.describe(port), setting));
        }
    }

    private void checkDatabase(URI address) {
        if (!probe.isPostgres(address)) {
            problems.add(
                    "No PostgreSQL answers at %s, where DATABASE_URL points: start it, correct the address, or unset it to get an embedded one."
                            .formatted(place(address)));
        }
    }

    private void checkRedis(URI address) {
        if (!probe.isRedis(address)) {
            problems.add(
                    "No Redis answers at %s, where REDIS_URL points: start it, correct the address, or unset it to get an embedded one."
                            .formatted(place(address)));
        }
    }

    /** The address without what may be secret in it. */
    static String place(URI address) {
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getHost() + port + Optional.ofNullable(address.getPath()).orElse("");
    }
}
