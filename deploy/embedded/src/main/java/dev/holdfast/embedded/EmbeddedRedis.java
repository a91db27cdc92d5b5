package dev.holdfast.embedded;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.nio.file.Path;
import java.util.Optional;

/** A real Redis 7 as a child process, on 127.0.0.1 only. */
public final class EmbeddedRedis extends EmbeddedServer {

    private final Optional<String> password;

    private EmbeddedRedis(RedisLaunch launch) {
        super(launch.folder(), launch.port(), launch);
        this.password = launch.password();
    }

    /**
     * Starts it and waits until it answers.
     *
     * @throws StartFailure with the reason and what to do
     */
    public static EmbeddedRedis start(EmbeddedRedisSettings settings) {
        var program = new Binaries(Platform.cache(System.getenv())).redis();
        var folder = ServerFolder.make(settings.folder(), "redis");
        var port = settings.port().orElseGet(LoopbackPort::free);
        var launch =
                new RedisLaunch(program, folder, port, settings.appendOnly(), settings.password());
        endOrphan(folder.path());
        return new EmbeddedRedis(launch);
    }

    /** Ends the server that a killed earlier run left on this folder, where there is one. */
    public static void endOrphan(Path folder) {
        RedisLaunch.record(folder)
                .running()
                .ifPresent(orphan ->
                        Orphan.end(
                                orphan, "Redis on " + folder, StopSignal.TERM, RedisLaunch.GRACE));
    }

    /** Its address with the password where there is one: redis://[:password@]127.0.0.1:port. */
    public String url() {
        return "redis://%s127.0.0.1:%d"
                .formatted(password.map(":%s@"::formatted).orElse(""), port());
    }
}
