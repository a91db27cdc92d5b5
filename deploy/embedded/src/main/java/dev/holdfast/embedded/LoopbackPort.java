package dev.holdfast.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A TCP port on 127.0.0.1. */
public record LoopbackPort(int number) {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final int BELOW_EPHEMERAL_FROM = 20_000;
    private static final int BELOW_EPHEMERAL_TO = 32_768;
    private static final int ATTEMPTS = 200;

    public LoopbackPort {
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException(
                    "A port is between 1 and 65535, not " + number + ".");
        }
    }

    /**
     * One that nobody listens on at this moment, and that the system gives to no outgoing
     * connection.
     */
    public static LoopbackPort free() {
        return ThreadLocalRandom.current()
                .ints(BELOW_EPHEMERAL_FROM, BELOW_EPHEMERAL_TO)
                .limit(ATTEMPTS)
                .mapToObj(LoopbackPort::new)
                .filter(LoopbackPort::isFree)
                .findFirst()
                .orElseThrow(() -> new StartFailure("No free port was found on 127.0.0.1."));
    }

    /** True when nobody listens on it; ports of connections that just closed count as free. */
    public boolean isFree() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, number), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Says who is in the way when it is taken.
     *
     * @throws StartFailure naming the holder
     */
    public void requireFree(String name) {
        if (!isFree()) {
            throw new StartFailure(
                    "Port %d on 127.0.0.1, which %s needs, is taken by %s. Stop that, or choose another port."
                            .formatted(number, name, PortHolder.describe(this)));
        }
    }

    /** True when something accepts a connection within the limit. */
    public boolean answers(Duration limit) {
        try (var socket = connect(limit)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    Socket connect(Duration limit) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(LOOPBACK, number), (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
