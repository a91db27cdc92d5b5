package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Puts guild, user, command, operation key and trace id on every log line of this thread until
 * closed; then what was there before is there again.
 */
public final class LogContext implements AutoCloseable {

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
                        TraceId.of(operation).hex()));
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
