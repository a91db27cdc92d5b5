package dev.holdfast.kit.observe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.observe.StartupReport.WrongSettings;
import io.quarkus.runtime.StartupEvent;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class StartupReportTest {

    private static final StartupEvent START = new StartupEvent();

    @Test
    void namesEveryWrongSettingAtOnce() {
        var report =
                new StartupReport(
                        "probe", List.of(() -> List.of("A is 0."), () -> List.of("B is missing.")));
        var refused = assertThrows(WrongSettings.class, () -> report.refuseWrongSettings(START));
        assertEquals("A is 0. B is missing.", refused.getMessage());
    }

    @Test
    void letsAServiceWithRightSettingsStart() {
        var report = new StartupReport("probe", List.of(List::of));
        assertDoesNotThrow(() -> report.refuseWrongSettings(START));
    }

    @Test
    void leavesOutTheStackTraceOfWrongSettingsOnly() {
        assertFalse(
                new AlreadyReported()
                        .isLoggable(
                                line(new RuntimeException(new WrongSettings(List.of("A is 0."))))));
        assertTrue(new AlreadyReported().isLoggable(line(new RuntimeException("a bug"))));
    }

    private static LogRecord line(Throwable thrown) {
        var line = new LogRecord(Level.SEVERE, "Failed to start application");
        line.setThrown(thrown);
        return line;
    }
}
