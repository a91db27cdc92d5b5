package dev.holdfast.kit.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static final OperationKey KEY = OperationKey.of("1197245631488000001");

    private final Secrets secrets =
            TestSecrets.of(Map.of("DISCORD_TOKEN", "a \"quoted\" token\\with all"));

    @Test
    void saysOnOneLineWhatIsKnownAndNoSecretHoweverItWouldBeWritten() throws Exception {
        var lines = new JsonLines("probe", secrets);
        String line;
        try (var _ = LogContext.of(new GuildId(5), new UserId(6), "pay", KEY)) {
            line = lines.format(record("two\nlines and a \"quoted\" token\\with all"));
        }
        assertEquals(1, line.lines().count());
        assertFalse(line.contains("quoted"), line);
        var json = new ObjectMapper().readTree(line);
        assertEquals("two\nlines and ***", json.path("message").asText());
        assertEquals("shop", json.path("system").asText());
        assertEquals(
                "5 6 pay",
                json.path("guild").asText()
                        + " "
                        + json.path("user").asText()
                        + " "
                        + json.path("command").asText());
        assertEquals(KEY.value(), json.path("operation").asText());
        assertEquals(TraceId.of(KEY).hex(), json.path("trace").asText());
        assertEquals("java.lang.IllegalStateException", json.path("error").asText());
        assertFalse(lines.format(record("nobody's")).contains("guild"));
    }

    @Test
    void whatIsKnownIsKnownOnAnotherThreadAndNotAfterwards() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String carried;
            try (var _ = LogContext.of(new GuildId(5), new UserId(6), "pay", KEY)) {
                try (var _ = LogContext.of(new GuildId(5), new UserId(6), "inner", KEY)) {
                    assertEquals("inner", LogContext.here().command());
                }
                carried =
                        threads.submit(LogContext.carried(() -> LogContext.here().command())).get();
            }
            assertEquals("pay", carried);
            assertEquals(Subject.NONE, LogContext.here());
        }
    }

    private static ExtLogRecord record(String message) {
        var record = new ExtLogRecord(Level.ERROR, message, JsonLinesTest.class.getName());
        record.setLoggerName("holdfast.shop");
        record.setThrown(new IllegalStateException("because"));
        return record;
    }
}
