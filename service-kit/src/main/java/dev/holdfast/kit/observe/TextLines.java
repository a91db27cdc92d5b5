package dev.holdfast.kit.observe;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Log lines for people: one each, but for stack traces, and without secrets. */
final class TextLines extends ExtFormatter {

    private final DateTimeFormatter stamp;
    private final ZoneId zone;
    private final Secrets secrets;

    private TextLines(String stamp, ZoneId zone, Secrets secrets) {
        this.stamp = DateTimeFormatter.ofPattern(stamp);
        this.zone = zone;
        this.secrets = secrets;
    }

    /** With the day. */
    static TextLines forFiles(ZoneId zone, Secrets secrets) {
        return new TextLines("yyyy-MM-dd HH:mm:ss.SSS", zone, secrets);
    }

    /** For somebody who is there. */
    static TextLines forConsole(ZoneId zone, Secrets secrets) {
        return new TextLines("HH:mm:ss.SSS", zone, secrets);
    }

    @Override
    public String format(ExtLogRecord record) {
        var line = new StringBuilder(200);
        stamp.formatTo(record.getInstant().atZone(zone), line);
        var level = record.getLevel().getName();
        line.append(' ').append(level).repeat(' ', Math.max(1, 6 - level.length()));
        line.append(record.getLoggerName());
        var subject = LogContext.here();
        if (subject.isKnown()) {
            line.append(' ').append(subject);
        }
        var message = String.valueOf(formatMessage(record));
        // Nobody writes a line of their own by what they say.
        line.append(' ').append(message.replace("\n", "\n    ")).append('\n');
        if (record.getThrown() != null) {
            line.append(stack(record.getThrown()));
        }
        return secrets.hidden(line.toString());
    }

    static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
