package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds guild, user, command, operation key and trace id to every log line of this thread until it
 * is closed; then restores what was there before.
 */
public final class LogContext implements AutoCloseable {

    /** Carries what is known from process to process, as it is written on log lines. */
    public static final String SUBJECT = "Holdfast-Subject";

    private static final Pattern NOT_OF_HEADERS = Pattern.compile("[^ -~]");
    private static final ThreadLocal<Subject> HERE = new ThreadLocal<>();

    private final @Nullable Subject before;

    /**
     * Puts them on every line of this thread to its end, also on that of an error which leaves this
     * method: for a thread that serves one request.
     */
    public static void toThreadsEnd(
            GuildId guild, UserId user, CommandPath command, OperationKey operation) {
        var _ = of(guild, user, command, operation);
    }

    private LogContext(@Nullable Subject now) {
        this.before = HERE.get();
        set(now);
    }

    public static LogContext of(
            GuildId guild, UserId user, CommandPath command, OperationKey operation) {
        return of(guild, user, command.toString(), operation);
    }

    /**
     * The same for what is no command.
     *
     * @param work what is done, in a word or two
     */
    public static LogContext of(GuildId guild, UserId user, String work, OperationKey operation) {
        return new LogContext(
                new Subject(
                        guild.toString(),
                        user.toString(),
                        work,
                        operation.value(),
                        TraceId.of(operation).hex(),
                        ""));
    }

    /** The same for what an earlier operation asked for, if any did. */
    public static LogContext of(
            GuildId guild,
            UserId user,
            String work,
            OperationKey operation,
            Optional<Cause> cause,
            Instant now) {
        var trace =
                cause.filter(it -> it.isRecent(now))
                        .map(Cause::trace)
                        .orElseGet(() -> TraceId.of(operation));
        return new LogContext(
                new Subject(
                        guild.toString(),
                        user.toString(),
                        work,
                        operation.value(),
                        trace.hex(),
                        cause.map(it -> it.operation().value()).orElse("")));
    }

    /**
     * The same with what another process knows of what it asks for.
     *
     * @param subject the request's header {@link #SUBJECT}; without one nothing is put there
     */
    public static void toThreadsEnd(@Nullable String subject) {
        var heard = Subject.read(subject);
        if (heard.isKnown()) {
            set(heard);
        }
    }

    /** What another process needs to know for its log lines. */
    public static Optional<String> told() {
        return Optional.ofNullable(HERE.get())
                .map(subject -> NOT_OF_HEADERS.matcher(subject.toString()).replaceAll("?"));
    }

    /** The task for another thread, whose lines and spans then belong to the same operation. */
    public static <T> Callable<T> carried(Callable<T> task) {
        var subject = HERE.get();
        var span = Span.here();
        return () -> {
            try (var _ = new LogContext(subject);
                    var _ = Span.carried(span)) {
                return task.call();
            }
        };
    }

    /** The same for a task without a result. */
    public static Runnable carriedOn(Runnable task) {
        var subject = HERE.get();
        var span = Span.here();
        return () -> {
            try (var _ = new LogContext(subject);
                    var _ = Span.carried(span)) {
                task.run();
            }
        };
    }

    static Subject here() {
        var subject = HERE.get();
        return subject == null ? Subject.NONE : subject;
    }

    @Override
    public void close() {
        set(before);
    }

    private static void set(@Nullable Subject subject) {
        if (subject == null) {
            HERE.remove();
        } else {
            HERE.set(subject);
        }
    }
}
