package dev.holdfast.local;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The terminal, and the only place that prints. On a real terminal the progress lines are painted
 * over each time; elsewhere a line appears when something changed. Safe for use by several threads.
 */
final class Console {

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_BELOW = "\u001b[0J";

    private final PrintStream out;
    private final boolean terminal;
    private int painted;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Console standard() {
        var terminal = Optional.ofNullable(System.console()).map(java.io.Console::isTerminal);
        return new Console(System.out, terminal.orElse(false));
    }

    /** Prints lines that stay; progress lines go on below them. */
    synchronized void say(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    /** Paints what goes on; only the changed lines where nothing can be painted over. */
    synchronized void progress(List<String> all, List<String> changed) {
        erase();
        var lines = terminal ? all : changed;
        lines.forEach(out::println);
        painted = terminal ? all.size() : 0;
        out.flush();
    }

    /** Keeps the progress lines as they stand now. */
    synchronized void settle() {
        painted = 0;
    }

    private void erase() {
        if (painted > 0) {
            out.print(UP.formatted(painted) + CLEAR_BELOW);
            painted = 0;
        }
    }

    /** Shows what the libraries log as plain lines. */
    void showLogs() {
        var root = Logger.getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(
                new Handler() {
                    private final SimpleFormatter formatter = new SimpleFormatter();

                    @Override
                    public void publish(LogRecord record) {
                        say(formatter.formatMessage(record));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                });
    }
}
