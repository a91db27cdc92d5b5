package dev.holdfast.kit.observe;

import dev.holdfast.kit.protocol.OperationKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One span of an operation's trace. Spans that begin on the same thread meanwhile are its children.
 * Without a trace from {@link Traces} nothing is recorded, at almost no cost. Bound to one thread;
 * {@link LogContext#carried} takes it to another.
 */
public final class Span implements AutoCloseable {

    /** Carries a span from process to process, see W3C's Trace Context. */
    public static final String PARENT = "traceparent";

    private static final ThreadLocal<Span> HERE = new ThreadLocal<>();
    private static final Span NONE = new Span(null, true, null);

    private final @Nullable Recording recording;
    private final boolean ends;
    private final @Nullable Span before;

    /** What keeps it. */
    interface Recording {

        Recording child(String name, Instant from);

        Recording child(String name);

        void note(String key, String value);

        /** Nothing, where nobody keeps the other. */
        void link(TraceParent other);

        void failed(Throwable fault);

        void end();

        void end(Instant at);

        TraceParent parent();

        /** Whose it is; empty where it is several operations'. */
        String operation();
    }

    private Span(@Nullable Recording recording, boolean ends, @Nullable Span before) {
        this.recording = recording;
        this.ends = ends;
        this.before = before;
    }

    /** Begins a part of what this thread does; nothing where that is not traced. */
    public static Span begin(String name) {
        var here = HERE.get();
        return here == null || here.recording == null ? NONE : entered(here.recording.child(name));
    }

    /** Notes a part of what this thread does that is over already. */
    public static void past(String name, Instant from, Instant to, String key, String value) {
        var here = HERE.get();
        if (here != null && here.recording != null) {
            var past = here.recording.child(name, from);
            past.note(key, value);
            past.end(to);
        }
    }

    /** Notes something about what this thread does. */
    public static void note(String key, String value) {
        var here = HERE.get();
        if (here != null && here.recording != null) {
            here.recording.note(key, value);
        }
    }

    /** What this thread does ended by a fault; its message is not noted. */
    public static void failed(Throwable fault) {
        var here = HERE.get();
        if (here != null && here.recording != null) {
            here.recording.failed(fault);
        }
    }

    /** Whether what this thread does is traced. */
    public static boolean isRecorded() {
        return HERE.get() != null;
    }

    /** What another process needs to know to go on with the trace. */
    public static Optional<String> parent() {
        var here = HERE.get();
        return here == null || here.recording == null
                ? Optional.empty()
                : Optional.of(here.recording.parent().toString());
    }

    /** The same for what goes on with an operation; empty where this thread works at another. */
    public static String parentOf(OperationKey operation) {
        var here = HERE.get();
        return here == null
                        || here.recording == null
                        || !here.recording.operation().equals(operation.value())
                ? ""
                : here.recording.parent().toString();
    }

    /**
     * Notes that what this thread does has to do with another span, perhaps of another trace.
     *
     * @param parent as {@link #parent} gave it there
     */
    public static void link(String parent) {
        var here = HERE.get();
        if (here != null && here.recording != null) {
            TraceParent.read(parent).ifPresent(here.recording::link);
        }
    }

    static Span entered(Recording recording) {
        var span = new Span(recording, true, HERE.get());
        HERE.set(span);
        return span;
    }

    static Span none() {
        return NONE;
    }

    static @Nullable Span here() {
        return HERE.get();
    }

    /** Until closed this thread works at a span that another began, and will end. */
    static Span carried(@Nullable Span other) {
        if (other == null) {
            return NONE;
        }
        var span = new Span(other.recording, false, HERE.get());
        HERE.set(span);
        return span;
    }

    @Override
    public void close() {
        if (recording == null) {
            return;
        }
        if (before == null) {
            HERE.remove();
        } else {
            HERE.set(before);
        }
        if (ends) {
            recording.end();
        }
    }
}
