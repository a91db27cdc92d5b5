package dev.holdfast.kit.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Log lines for programs: an object each, without secrets; what is not known is left out. */
final class JsonLines extends ExtFormatter {

    private static final JsonFactory JSON = new JsonFactory();

    private final String service;
    private final Secrets secrets;

    JsonLines(String service, Secrets secrets) {
        this.service = service;
        this.secrets = secrets;
    }

    @Override
    public String format(ExtLogRecord record) {
        var line = new StringWriter(300);
        try (var json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", record.getInstant().toString());
            json.writeStringField("level", record.getLevel().getName());
            json.writeStringField("service", service);
            json.writeStringField("system", LogSystems.of(record.getLoggerName()));
            json.writeStringField("logger", record.getLoggerName());
            subject(LogContext.here(), json);
            write("message", formatMessage(record), json);
            var thrown = record.getThrown();
            if (thrown != null) {
                json.writeStringField("error", thrown.getClass().getName());
                write("stack", TextLines.stack(thrown), json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private void write(String name, String value, JsonGenerator json) throws IOException {
        json.writeStringField(name, secrets.hidden(String.valueOf(value)));
    }

    private static void subject(Subject subject, JsonGenerator json) throws IOException {
        if (subject.isKnown()) {
            json.writeStringField("guild", subject.guild());
            json.writeStringField("user", subject.user());
            json.writeStringField("command", subject.command());
            json.writeStringField("operation", subject.operation());
            json.writeStringField("trace", subject.trace());
        }
        if (!subject.cause().isEmpty()) {
            json.writeStringField("cause", subject.cause());
        }
    }
}
