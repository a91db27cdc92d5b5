package dev.holdfast.kit.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a client and PostgreSQL. Once armed it passes the next COMMIT on, waits for the
 * server's answer, and cuts the connection instead of passing the answer back.
 */
final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 8_192;

    private final ServerSocket server;
    private final int target;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicBoolean cut = new AtomicBoolean();

    CuttingProxy(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cutNextCommit() {
        armed.set(true);
    }

    boolean hasCut() {
        return cut.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var postgres = new Socket(InetAddress.getLoopbackAddress(), target);
                var committing = new AtomicBoolean();
                Thread.ofVirtual().start(() -> pass(client, postgres, committing, true));
                Thread.ofVirtual().start(() -> pass(postgres, client, committing, false));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private void pass(Socket from, Socket to, AtomicBoolean committing, boolean towardsServer) {
        try (from;
                to) {
            relay(from.getInputStream(), to.getOutputStream(), committing, towardsServer);
        } catch (IOException _) {
            // One side left; the other is closed with it.
        }
    }

    private void relay(
            InputStream in, OutputStream out, AtomicBoolean committing, boolean towardsServer)
            throws IOException {
        var buffer = new byte[BUFFER];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            var text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            if (towardsServer && text.contains("COMMIT\0") && armed.compareAndSet(true, false)) {
                committing.set(true);
            }
            if (!towardsServer && committing.get()) {
                cut.set(true);
                return;
            }
            out.write(buffer, 0, read);
            out.flush();
        }
    }
}
