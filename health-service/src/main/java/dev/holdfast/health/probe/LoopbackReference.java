package dev.holdfast.health.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The watcher's own reference: whether this process can open a connection at all. */
final class LoopbackReference {

    private static final int PATIENCE_MILLIS = 1_000;

    private LoopbackReference() {}

    /** Connects to a port of its own; within a second. */
    static boolean answers() {
        var loopback = InetAddress.getLoopbackAddress();
        try (var port = new ServerSocket(0, 1, loopback)) {
            port.setSoTimeout(PATIENCE_MILLIS);
            try (var out = new Socket(loopback, port.getLocalPort());
                    var in = port.accept()) {
                return out.isConnected() && in.isConnected();
            }
        } catch (IOException _) {
            return false;
        }
    }
}
