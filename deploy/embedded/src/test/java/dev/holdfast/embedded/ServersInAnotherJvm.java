package dev.holdfast.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Both servers started by a JVM of their own, which a test may kill. */
record ServersInAnotherJvm(Process jvm, ProcessHandle postgres, ProcessHandle redis, Path redisData)
        implements AutoCloseable {

    /** The program: starts both, tells their process ids, waits for the end of its stdin. */
    static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var postgres =
                EmbeddedPostgres.start(EmbeddedPostgresSettings.keptIn(folder.resolve("postgres")));
        var kept =
                EmbeddedRedis.start(
                        arguments.length > 1
                                ? EmbeddedRedisSettings.temporary()
                                : EmbeddedRedisSettings.keptIn(folder.resolve("redis")));
        System.out.printf("%d %d %s%n", postgres.pid(), kept.pid(), kept.log().getParent());
        System.out.flush();
        System.in.read();
    }

    static ServersInAnotherJvm start(Path folder, String... more) throws IOException {
        var command =
                Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        ServersInAnotherJvm.class.getName(),
                                        folder.toString()),
                                Stream.of(more))
                        .toList();
        var jvm =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var line = jvm.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            throw new IllegalStateException("the other JVM could not start the servers");
        }
        var words = List.of(line.split(" "));
        return new ServersInAnotherJvm(
                jvm,
                ProcessHandle.of(Long.parseLong(words.get(0))).orElseThrow(),
                ProcessHandle.of(Long.parseLong(words.get(1))).orElseThrow(),
                Path.of(words.get(2)));
    }

    /** Kills the JVM alone. */
    void killJvm() throws InterruptedException {
        jvm.destroyForcibly();
        jvm.waitFor(10, TimeUnit.SECONDS);
    }

    /** Kills the JVM and every supervisor, so that the servers are orphans. */
    void killAllButTheServers() throws InterruptedException {
        var supervisors = jvm.descendants().filter(process -> isBash(process)).toList();
        // The supervisors first, so that none of them sees the JVM die.
        supervisors.forEach(ProcessHandle::destroyForcibly);
        killJvm();
    }

    private static boolean isBash(ProcessHandle process) {
        return process.info().command().map(path -> path.endsWith("bash")).orElse(false);
    }

    @Override
    public void close() {
        new ProcessTree(jvm.toHandle()).kill();
        Stream.of(postgres, redis)
                .filter(ProcessHandle::isAlive)
                .forEach(server -> new ProcessTree(server).kill());
    }
}
