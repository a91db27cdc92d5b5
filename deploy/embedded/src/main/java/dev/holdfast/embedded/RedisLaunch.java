package dev.holdfast.embedded;

import dev.holdfast.embedded.ChildSpec.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts a Redis on one folder. */
record RedisLaunch(
        Path program,
        ServerFolder folder,
        LoopbackPort port,
        boolean appendOnly,
        Optional<String> password)
        implements EmbeddedServer.Launch {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration PING_LIMIT = Duration.ofMillis(500);

    @Override
    public ChildProcess ready() {
        port.requireFree("Redis");
        var process =
                ChildProcess.start(
                        new ChildSpec(
                                List.of(program.toString(), writeConfiguration().toString()),
                                ChildSpec.bareEnvironment(),
                                folder.path(),
                                folder.log(),
                                Optional.of(record(folder.path())),
                                folder.scrap(),
                                StopSignal.TERM,
                                GRACE));
        new Readiness("Redis", START_LIMIT).await(process, this::answers);
        return process;
    }

    static ProcessRecord record(Path folder) {
        return new ProcessRecord(folder.resolve("redis.pid"));
    }

    private Path writeConfiguration() {
        var file = folder.path().resolve("redis.conf");
        var lines =
                """
                bind 127.0.0.1
                port %d
                dir "%s"
                daemonize no
                save ""
                appendonly %s
                appendfsync everysec
                maxmemory-policy noeviction
                """
                        .formatted(port.number(), folder.path(), appendOnly ? "yes" : "no");
        var secret = password.map("requirepass %s\n"::formatted).orElse("");
        try {
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, lines + secret);
        } catch (IOException e) {
            throw new StartFailure(
                    "The file %s could not be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private boolean answers() {
        try (var socket = port.connect(PING_LIMIT)) {
            var request = password.map("AUTH %s\r\nPING\r\n"::formatted).orElse("PING\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            if (password.isPresent() && !"+OK".equals(in.readLine())) {
                return false;
            }
            return "+PONG".equals(in.readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
