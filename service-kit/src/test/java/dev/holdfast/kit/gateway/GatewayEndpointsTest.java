package dev.holdfast.kit.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.kit.security.TestKeys;
import dev.holdfast.kit.testing.TestLoops;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway to which connecting takes too long is passed over. */
class GatewayEndpointsTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int WAITING = 4;

    private final List<Socket> filling = new ArrayList<>();
    private ServerSocket deaf;
    private HttpServer hearing;

    @BeforeEach
    void oneWhoseBacklogIsFullAndOneThatAnswers() throws IOException {
        var here = InetAddress.getLoopbackAddress();
        deaf = new ServerSocket(0, 1, here);
        for (var each = 0; each < WAITING; each++) {
            var socket = new Socket();
            filling.add(socket);
            try {
                socket.connect(deaf.getLocalSocketAddress(), 200);
            } catch (IOException _) {
                break;
            }
        }
        hearing = HttpServer.create(new InetSocketAddress(here, 0), 10);
        hearing.createContext(
                "/hello",
                exchange -> {
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        hearing.start();
    }

    @AfterEach
    void close() throws IOException {
        hearing.stop(0);
        deaf.close();
        for (var socket : filling) {
            socket.close();
        }
    }

    @Test
    void aConnectTimeOutGoesOnToTheNext() throws Exception {
        var gateways = gateways(deaf.getLocalPort(), hearing.getAddress().getPort());
        for (var each = 0; each < 2; each++) {
            assertEquals(204, ask(gateways));
        }
    }

    @Test
    void whereNoneIsReachedNothingWasAsked() {
        var gateways = gateways(deaf.getLocalPort());
        assertThrows(ConnectException.class, () -> ask(gateways));
    }

    private static int ask(GatewayEndpoints gateways) throws IOException, InterruptedException {
        return gateways.ask("/hello", LONG, request -> request, BodyHandlers.discarding())
                .statusCode();
    }

    private static GatewayEndpoints gateways(Integer... ports) {
        var list =
                String.join(
                        "|",
                        List.of(ports).stream().map(port -> "http://127.0.0.1:" + port).toList());
        return new GatewayEndpoints(
                "probe", () -> Optional.of(list), TestKeys.of("probe"), TestLoops.discovery());
    }
}
