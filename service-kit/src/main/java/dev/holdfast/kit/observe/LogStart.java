package dev.holdfast.kit.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Opens the log files before anything else is started, and has standard output speak as asked. */
@Singleton
final class LogStart {

    /** Before the settings are looked at, so that what is wrong with them is in a file too. */
    private static final int PRIORITY = 1;

    private static final int DEFAULT_DAYS = 30;
    private static final long DEFAULT_MEGABYTES = 1_000;
    private static final long MEGABYTE = 1_000_000;

    private final boolean isJson;
    private final String service;
    private final Secrets secrets;
    private final Errors errors;
    private final LogFiles files;

    LogStart(
            @ConfigProperty(name = "quarkus.application.name") String service,
            LogSettings settings,
            LogSettings.Check check,
            Secrets secrets,
            Errors errors,
            Clock clock,
            MeterRegistry metrics) {
        this.service = service;
        this.secrets = secrets;
        this.errors = errors;
        this.isJson = "json".equals(settings.format());
        // What is wrong ends the start, and must not remove anybody's files before.
        var right = check.wrong().isEmpty();
        var here = clock.withZone(ZoneId.systemDefault());
        this.files =
                new LogFiles(
                        folder(
                                settings.dir(),
                                right ? settings.days() : DEFAULT_DAYS,
                                right ? settings.megabytes() : DEFAULT_MEGABYTES,
                                here),
                        TextLines.forFiles(here.getZone(), secrets),
                        errors);
        FunctionCounter.builder("holdfast.log.lost", files, LogFiles::lost).register(metrics);
    }

    private static LogFolder folder(Path dir, int days, long megabytes, Clock clock) {
        return new LogFolder(dir, days, megabytes * MEGABYTE, clock);
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        var root = LogManager.getLogManager().getLogger("");
        // In tests one application follows another.
        Arrays.stream(root.getHandlers())
                .filter(handler -> handler.getClass().getName().equals(LogFiles.class.getName()))
                .forEach(root::removeHandler);
        files.start();
        root.addHandler(files);
        consoles(List.of(root.getHandlers())).forEach(this::speak);
        errors.tell();
        Thread.setDefaultUncaughtExceptionHandler(LogStart::ended);
    }

    /** Otherwise it would go to standard output with whatever its message holds. */
    private static void ended(Thread thread, Throwable bug) {
        Logger.getLogger("holdfast.start").errorf(bug, "thread %s ended", thread.getName());
    }

    private static List<ConsoleHandler> consoles(List<Handler> handlers) {
        return handlers.stream()
                .flatMap(handler ->
                        switch (handler) {
                            case ConsoleHandler console -> Stream.of(console);
                            case ExtHandler several ->
                                    consoles(List.of(several.getHandlers())).stream();
                            default -> Stream.empty();
                        })
                .toList();
    }

    private void speak(ConsoleHandler console) {
        if (isJson) {
            console.setFormatter(new JsonLines(service, secrets));
            return;
        }
        console.setFormatter(TextLines.forConsole(ZoneId.systemDefault(), secrets));
        var before = console.getFilter();
        console.setFilter(
                record -> isForPeople(record) && (before == null || before.isLoggable(record)));
    }

    private static boolean isForPeople(LogRecord record) {
        return record.getLevel().intValue() > Level.INFO.intValue()
                || !LogSystems.isTalkative(LogSystems.of(record.getLoggerName()));
    }

    /** What is logged from now on is on standard output only. */
    @PreDestroy
    void stop() {
        files.close();
    }
}
