package dev.holdfast.kit.observe;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is printed past the log, line by line and without secrets. A setting that cannot be read
 * ends the start before there is a log, and its value is printed, which may be a secret that was
 * put in the wrong place: so no value of such a setting that is long enough for one is shown. Safe
 * for any thread.
 */
final class StandardError extends OutputStream {

    private static final Pattern VALUE = Pattern.compile("with the config value \"([^\"]*)\"");
    private static final int LONGEST = 100_000;

    private final PrintStream out;
    private final Secrets secrets;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    StandardError(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.secrets = new Secrets(environment);
    }

    @Override
    public synchronized void write(int letter) {
        line.write(letter);
        if (letter == '\n' || line.size() >= LONGEST) {
            flushLine();
        }
    }

    @Override
    public synchronized void close() {
        flushLine();
    }

    private void flushLine() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        VALUE.matcher(text)
                .results()
                .map(value -> value.group(1))
                .forEach(value -> {
                    secrets.hide(value);
                    secrets.hide(value.toUpperCase(Locale.ROOT));
                });
        out.print(secrets.hidden(text));
        out.flush();
    }
}
