package dev.holdfast.kit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.kit.start.ServiceMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses by name: each stands for as many instances as it has IP addresses now. */
class EndpointsTest {

    private static final String HOST = "economy.holdfast.invalid";

    private final List<InetAddress> records = new ArrayList<>();

    private InetAddress[] resolve(String host) throws UnknownHostException {
        if (records.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return records.toArray(InetAddress[]::new);
    }

    private Endpoints endpoints(String list) {
        return new Endpoints(Endpoints.parse(list), this::resolve);
    }

    @Test
    void whoeverComesAndGoesIsKnownAtTheNextResolution() {
        var endpoints = endpoints("http://" + HOST + ":8081|http://127.0.0.9:1");
        assertEquals(uris("http://127.0.0.9:1"), endpoints.current());
        records.add(InetAddress.ofLiteral("10.0.0.2"));
        records.add(InetAddress.ofLiteral("10.0.0.1"));
        endpoints.resolve();
        assertEquals(
                uris("http://10.0.0.1:8081", "http://10.0.0.2:8081", "http://127.0.0.9:1"),
                endpoints.current());
        records.removeLast();
        endpoints.resolve();
        assertEquals(uris("http://10.0.0.2:8081", "http://127.0.0.9:1"), endpoints.current());
    }

    @Test
    void whileNobodyAnswersWhatWasKnownLastCounts() {
        records.add(InetAddress.ofLiteral("10.0.0.2"));
        var endpoints = endpoints("http://economy");
        assertEquals(uris("http://10.0.0.2"), endpoints.current());
        records.clear();
        endpoints.resolve();
        assertEquals(uris("http://10.0.0.2"), endpoints.current());
    }

    @Test
    void ofTwoFamiliesOneCountsAndHttpsKeepsItsName() {
        records.add(InetAddress.ofLiteral("::1"));
        assertEquals(
                uris("http://[0:0:0:0:0:0:0:1]:8081", "https://economy"),
                endpoints("http://economy:8081|https://economy").current());
        records.add(InetAddress.ofLiteral("10.0.0.1"));
        assertEquals(uris("http://10.0.0.1:8081"), endpoints("http://economy:8081").current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"economy:8081", "ftp://a", "http://a/path", "http://a b", "http://a|"})
    void whatIsNoHttpAddressIsNamed(String list) {
        assertThrows(IllegalArgumentException.class, () -> Endpoints.parse(list));
    }

    /** A JVM that has started as a service does, and the machine's own way of resolving. */
    @Test
    void theJvmForgetsNamesSoonEnough(@TempDir Path folder) throws IOException {
        var hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.2 " + HOST + "\n");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Djdk.net.hosts.file=" + hosts,
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndpointsTest.class.getName())
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        try (var said = reader(process)) {
            assertEquals("[http://127.0.0.2:8081]", said.readLine());
            Files.writeString(hosts, "127.0.0.3 " + HOST + "\n");
            assertEquals("[http://127.0.0.3:8081]", said.readLine());
        } finally {
            process.destroyForcibly();
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Says where the name leads whenever that changes, for ten seconds at most. */
    static void main(String[] arguments) throws InterruptedException {
        ServiceMain.forgetNamesSoon();
        var endpoints =
                new Endpoints(
                        Endpoints.parse("http://" + HOST + ":8081"), InetAddress::getAllByName);
        var last = List.<URI>of();
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            endpoints.resolve();
            if (!endpoints.current().equals(last)) {
                last = endpoints.current();
                System.out.println(last);
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private static List<URI> uris(String... addresses) {
        return Stream.of(addresses).map(URI::create).toList();
    }
}
