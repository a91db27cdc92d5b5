package dev.holdfast.kit.observe;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Wrong settings were named in sentences; the stack trace that ends the start adds nothing. */
@LoggingFilter(name = "said-already")
final class AlreadyReported implements Filter {

    @Override
    public boolean isLoggable(LogRecord line) {
        for (var cause = line.getThrown(); cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupReport.WrongSettings) {
                return false;
            }
        }
        return true;
    }
}
