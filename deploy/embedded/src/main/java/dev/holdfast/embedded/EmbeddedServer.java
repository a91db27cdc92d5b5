package dev.holdfast.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A real server as a child process, on 127.0.0.1, that can be treated badly. It never outlives this
 * JVM. Safe for use by several threads.
 */
public abstract sealed class EmbeddedServer implements AutoCloseable
        permits EmbeddedPostgres, EmbeddedRedis {

    private final ServerFolder folder;
    private final LoopbackPort port;
    private final Launch launch;
    private ChildProcess process;

    EmbeddedServer(ServerFolder folder, LoopbackPort port, Launch launch) {
        this.folder = folder;
        this.port = port;
        this.launch = launch;
        try {
            this.process = launch.ready();
        } catch (StartFailure e) {
            folder.discard();
            throw e;
        }
    }

    /** Starts the server's process and waits until it is ready. */
    interface Launch {
        ChildProcess ready();
    }

    public final int port() {
        return port.number();
    }

    public final Path log() {
        return folder.log();
    }

    public final synchronized long pid() {
        return process.pid();
    }

    public final synchronized boolean alive() {
        return process.alive();
    }

    /** Waits for its end, at most the limit; true once it has ended. */
    public final boolean awaitExit(Duration limit) {
        return current().awaitExit(limit);
    }

    private synchronized ChildProcess current() {
        return process;
    }

    /** Kills it and all its processes at once (SIGKILL), as a power cut would; its data stays. */
    public final synchronized void kill() {
        process.kill();
    }

    /** Halts all its processes (SIGSTOP): connections stay open, nothing answers. */
    public final synchronized void pause() {
        process.pause();
    }

    /** Lets a paused server go on (SIGCONT). */
    public final synchronized void resume() {
        process.resume();
    }

    /** Ends it cleanly; its data stays. */
    public final synchronized void stop() {
        process.stop();
    }

    /** Starts it again on the same data and port, ending it first where it still runs. */
    public final synchronized void restart() {
        process.stop();
        process = launch.ready();
    }

    /** Ends it cleanly, and deletes its data when that is temporary. */
    @Override
    public final synchronized void close() {
        process.stop();
        folder.discard();
    }
}
