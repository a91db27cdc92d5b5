package dev.holdfast.smoke.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What joins one process to another's port, and can be cut. Safe for any thread. */
final class ProxyCable implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProxyCable.class);
    private static final int AT_ONCE = 256;
    private static final int CONNECTING_MILLIS = 2_000;

    private final String name;
    private final int target;
    private final ServerSocket plug;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private ProxyCable(String name, int target, ServerSocket plug) {
        this.name = name;
        this.target = target;
        this.plug = plug;
    }

    /** To that port of this machine. */
    static ProxyCable to(String name, int target) throws IOException {
        var plug = new ServerSocket(0, AT_ONCE, InetAddress.getLoopbackAddress());
        var cable = new ProxyCable(name, target, plug);
        Thread.ofVirtual().name(name).start(cable::accept);
        return cable;
    }

    /** Where it is to be reached. */
    int port() {
        return plug.getLocalPort();
    }

    /** Breaks every connection, and each new one until it is mended. */
    void cut() {
        cut = true;
        ends.forEach(ProxyCable::drop);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!plug.isClosed()) {
            try {
                var here = plug.accept();
                if (cut) {
                    drop(here);
                } else {
                    Thread.ofVirtual().name(name).start(() -> join(here));
                }
            } catch (IOException _) {
                cut = true;
            }
        }
    }

    private void join(Socket here) {
        try {
            var there = new Socket();
            ends.add(here);
            ends.add(there);
            there.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), target),
                    CONNECTING_MILLIS);
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            if (cut) {
                throw new IOException("cut meanwhile");
            }
            Thread.ofVirtual().name(name).start(() -> carry(there, here));
            carry(here, there);
        } catch (IOException _) {
            drop(here);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.tracef("%s: %s", name, e);
        } finally {
            ends.remove(from);
            ends.remove(to);
            drop(from);
            drop(to);
        }
    }

    /** With a reset, as a broken network's. */
    private static void drop(Socket end) {
        try (end) {
            end.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.tracef("%s: %s", end, e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            plug.close();
        } catch (IOException e) {
            LOG.tracef("%s: %s", name, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
