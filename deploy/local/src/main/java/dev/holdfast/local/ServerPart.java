package dev.holdfast.local;

import dev.holdfast.embedded.EmbeddedServer;
import dev.holdfast.embedded.StartFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** PostgreSQL or Redis, embedded. */
final class ServerPart<S extends EmbeddedServer> implements StackPart {

    private final String name;
    private final Path folder;
    private final Supplier<S> first;
    private Optional<S> server = Optional.empty();
    private boolean stopped;

    ServerPart(String name, Path folder, Supplier<S> first) {
        this.name = name;
        this.folder = folder;
        this.first = first;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return folder.resolve("server.log");
    }

    @Override
    public synchronized void start() {
        if (stopped) {
            throw new StartFailure(name + " was stopped.");
        }
        server.ifPresentOrElse(EmbeddedServer::restart, () -> server = Optional.of(first.get()));
    }

    /** The running server. */
    synchronized S server() {
        return server.orElseThrow(() -> new StartFailure(name + " does not run."));
    }

    @Override
    public boolean awaitExit(Duration limit) {
        return server().awaitExit(limit);
    }

    @Override
    public String ending() {
        return name + " ended.";
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        server.ifPresent(EmbeddedServer::stop);
    }

    @Override
    public void kill() {
        server().kill();
    }
}
