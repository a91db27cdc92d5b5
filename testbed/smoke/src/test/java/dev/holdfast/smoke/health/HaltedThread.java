package dev.holdfast.smoke.health;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.Objects;

/** One thread of another process that stands still while all others go on. */
final class HaltedThread implements AutoCloseable {

    private static final String BY_SOCKET = "dt_socket";

    private final VirtualMachine process;
    private final ThreadReference thread;

    private HaltedThread(VirtualMachine process, ThreadReference thread) {
        this.process = process;
        this.thread = thread;
    }

    /** The flag of a JVM whose threads may be halted from that port of this machine. */
    static String allowedAt(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,includevirtualthreads=y,address=127.0.0.1:"
                + port;
    }

    /** Halts it where it is. */
    static HaltedThread named(String name, int port) throws IOException {
        var process = attached(port);
        var thread =
                process.allThreads().stream()
                        .filter(it -> it.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        thread.suspend();
        return new HaltedThread(process, thread);
    }

    private static VirtualMachine attached(int port) throws IOException {
        var connector =
                Bootstrap.virtualMachineManager().attachingConnectors().stream()
                        .filter(it -> it.transport().name().equals(BY_SOCKET))
                        .findFirst()
                        .orElseThrow();
        var arguments = connector.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        try {
            return connector.attach(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets it go on. */
    @Override
    public void close() {
        thread.resume();
        process.dispose();
    }
}
