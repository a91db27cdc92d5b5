package dev.holdfast.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A real, very small service: it becomes ready, tells its environment, and ends when it is told to
 * crash.
 */
final class TinyService {

    /** In its logs: the environment of each time it was to make its schema. */
    static final String PROVISIONED = "provisioned";

    /** There too: whether whoever takes the snapshots was there. */
    static final String ARCHIVE = "archive is there: ";

    private TinyService() {}

    static void main(String[] arguments) throws IOException {
        var environment = System.getenv();
        if (environment.containsKey("REFUSE_TO_START")) {
            System.err.println("TinyService does not want to start.");
            System.exit(7);
        }
        if (environment.containsKey("HOLDFAST_PROVISION")) {
            Files.writeString(
                    Path.of(environment.get("HOLDFAST_LOG_DIR")).resolve(PROVISIONED),
                    "%s\n%s%s\n\n"
                            .formatted(
                                    lines(environment),
                                    ARCHIVE,
                                    isOpen(environment.get("HOLDFAST_BACKUP_PORT"))),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return;
        }
        if (environment.containsKey("SANDBOX_DATA")) {
            var folder = Files.createDirectories(Path.of(environment.get("SANDBOX_DATA")));
            Files.writeString(folder.resolve("token"), "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.sandbox");
            Files.writeString(folder.resolve("guild"), "41\n42\n");
        }
        var port = Integer.parseInt(environment.get("QUARKUS_HTTP_PORT"));
        var server =
                HttpServer.create(
                        new InetSocketAddress(environment.get("QUARKUS_HTTP_HOST"), port), 0);
        server.createContext("/q/health/ready", exchange -> answer(exchange, "UP"));
        server.createContext("/sandbox/state", exchange -> answer(exchange, "{}"));
        server.createContext("/environment", exchange -> answer(exchange, lines(environment)));
        server.createContext(
                "/pid", exchange -> answer(exchange, Long.toString(ProcessHandle.current().pid())));
        server.createContext("/crash", exchange -> Runtime.getRuntime().halt(3));
        server.start();
    }

    private static boolean isOpen(String port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static String lines(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    /** Puts it where the launcher looks for the builds of the services. */
    static void buildAll(Path root) throws IOException {
        var fleet = Path.of("deploy", "fleet.properties");
        Files.createDirectories(root.resolve("deploy"));
        Files.copy(
                KnownSettings.ROOT.resolve(fleet),
                root.resolve(fleet),
                StandardCopyOption.REPLACE_EXISTING);
        buildInto(root, "testbed/sandbox");
        for (var service : KnownSettings.FLEET) {
            buildInto(root, service.module());
        }
    }

    private static void buildInto(Path root, String module) throws IOException {
        var folder = Files.createDirectories(root.resolve(module).resolve("target/quarkus-app"));
        var classes =
                Optional.ofNullable(TinyService.class.getProtectionDomain().getCodeSource())
                        .orElseThrow()
                        .getLocation();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
        try (var out = Files.newOutputStream(folder.resolve("quarkus-run.jar"));
                var jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }
}
