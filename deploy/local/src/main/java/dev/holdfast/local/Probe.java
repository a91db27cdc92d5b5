package dev.holdfast.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks whether something answers, each time within a bound. */
final class Probe {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int HTTP_OK = 200;

    /** The request for TLS that every PostgreSQL answers by one letter, before any login. */
    private static final byte[] POSTGRES_TLS_REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(LIMIT)
                    .build();

    /** True when the address answers 200. */
    boolean answers(String address) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == HTTP_OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** True when a PostgreSQL listens there. */
    boolean isPostgres(URI address) {
        var answer = firstByte(address, 5432, POSTGRES_TLS_REQUEST);
        return answer == 'S' || answer == 'N';
    }

    /** True when a Redis listens there; one behind TLS is taken at its word. */
    boolean isRedis(URI address) {
        var tls = "rediss".equals(address.getScheme());
        var answer =
                firstByte(
                        address,
                        6379,
                        tls ? new byte[0] : "PING\r\n".getBytes(StandardCharsets.US_ASCII));
        return tls ? answer >= -1 : answer == '+' || answer == '-';
    }

    /**
     * The first byte of the answer, -1 when it connected but nothing came, -2 when it did not
     * connect.
     */
    private static int firstByte(URI address, int fallbackPort, byte[] request) {
        var port = address.getPort() < 0 ? fallbackPort : address.getPort();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) LIMIT.toMillis());
            socket.setSoTimeout((int) LIMIT.toMillis());
            if (request.length == 0) {
                return -1;
            }
            socket.getOutputStream().write(request);
            return socket.getInputStream().read();
        } catch (IOException e) {
            return -2;
        }
    }
}
