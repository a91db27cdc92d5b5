package dev.holdfast.embedded;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the PostgreSQL of one cluster. */
record PostgresLaunch(
        ServerFolder folder, LoopbackPort port, PostgresCluster cluster, Map<String, String> server)
        implements EmbeddedServer.Launch {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(20);

    @Override
    public ChildProcess ready() {
        port.requireFree("PostgreSQL");
        var process =
                ChildProcess.start(
                        new ChildSpec(
                                command(),
                                ChildSpec.bareEnvironment(),
                                folder.path(),
                                folder.log(),
                                Optional.empty(),
                                folder.scrap(),
                                folder.temporary() ? StopSignal.QUIT : StopSignal.INT,
                                GRACE));
        var notes = PostgresNotes.in(cluster.data());
        new Readiness("PostgreSQL", START_LIMIT).await(process, () -> notes.ready(process.pid()));
        return process;
    }

    private List<String> command() {
        var command = cluster.program("postgres", "-D", cluster.data().toString());
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "port=" + port.number()));
        command.addAll(List.of("-c", "unix_socket_directories="));
        server.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }
}
