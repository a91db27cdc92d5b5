package dev.holdfast.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A wire between a client and a server that can be cut, or fall silent without being cut. */
public final class CuttableConnection implements AutoCloseable {

    private final URI server;
    private final ServerSocket door;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean severed;

    /** One connection and what it leads to. */
    private static final class Line {
        private final Socket near;
        private final Socket far;
        private volatile boolean silent;

        Line(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carry(Socket from, Socket to) {
            var buffer = new byte[8_192];
            try {
                for (var read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    if (!silent) {
                        to.getOutputStream().write(buffer, 0, read);
                    }
                }
                end();
            } catch (IOException _) {
                end();
            }
        }

        /** On a silent line neither side learns that the other has gone. */
        private void end() {
            if (!silent) {
                close(near);
                close(far);
            }
        }
    }

    public CuttableConnection(URI server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** How many connections there ever were. */
    public int opened() {
        return opened.get();
    }

    /** Ends every connection there is. */
    public void cut() {
        for (var line : lines) {
            close(line.near);
            close(line.far);
        }
        lines.clear();
    }

    /** Ends every connection there is, and every new one, until it is mended. */
    public void sever() {
        severed = true;
        cut();
    }

    /** New connections work again. */
    public void mend() {
        severed = false;
    }

    /** Lets every connection there is stand open and carry nothing more; new ones work. */
    public void silence() {
        lines.forEach(line -> line.silent = true);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                if (severed) {
                    close(near);
                    continue;
                }
                var line = new Line(near, new Socket(server.getHost(), server.getPort()));
                lines.add(line);
                opened.incrementAndGet();
                Thread.ofVirtual().start(() -> line.carry(line.near, line.far));
                Thread.ofVirtual().start(() -> line.carry(line.far, line.near));
            } catch (IOException _) {
                close(door);
            }
        }
    }

    private static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        close(door);
        cut();
    }
}
