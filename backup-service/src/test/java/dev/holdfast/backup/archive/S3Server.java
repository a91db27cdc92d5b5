package dev.holdfast.backup.archive;

import dev.holdfast.backup.settings.BackupSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** S3Proxy, a real S3 server, as a process that keeps its objects in a folder. */
final class S3Server implements AutoCloseable {

    private final Path folder;
    private final int port;
    private Process process;

    private S3Server(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** With an empty bucket {@code kelp}. */
    static S3Server start(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("objects/kelp"));
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new S3Server(folder, free.getLocalPort());
            free.close();
            server.begin();
            return server;
        }
    }

    /** Starts it, again if it was stopped. */
    void begin() throws IOException {
        var properties = folder.resolve("s3proxy.properties");
        Files.writeString(
                properties,
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=who
                s3proxy.credential=psst-psst
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                        .formatted(port, folder.resolve("objects")));
        var quiet = folder.resolve("logback.xml");
        Files.writeString(quiet, "<configuration><root level=\"OFF\"/></configuration>");
        var classPath =
                Files.readString(
                        Path.of(
                                System.getProperty("holdfast.root"),
                                "testbed/s3/target/classpath"));
        process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "-Dlogback.configurationFile=" + quiet,
                                "-cp",
                                classPath.strip(),
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                properties.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("s3proxy.log").toFile())
                        .start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(this::listens);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("S3Proxy ended; see " + folder.resolve("s3proxy.log"));
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** As kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** A location in the bucket. */
    S3Location location(String inFolder, String bucket, String secret) {
        return new S3Location(
                "s3:offsite",
                new BackupSettings.Bucket() {
                    @Override
                    public Optional<URI> endpoint() {
                        return Optional.of(URI.create("http://127.0.0.1:" + port));
                    }

                    @Override
                    public String region() {
                        return "us-east-1";
                    }

                    @Override
                    public String bucket() {
                        return bucket;
                    }

                    @Override
                    public String folder() {
                        return inFolder;
                    }

                    @Override
                    public String accessKey() {
                        return "who";
                    }

                    @Override
                    public String secretKey() {
                        return secret;
                    }

                    @Override
                    public boolean pathStyle() {
                        return true;
                    }
                });
    }

    S3Location location(String inFolder) {
        return location(inFolder, "kelp", "psst-psst");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
