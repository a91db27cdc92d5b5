package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.Attachment;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.Completion;
import dev.holdfast.kit.protocol.EventBatch;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.ProgressUpdate;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * An owner of commands: this gateway itself, or another service. Only {@link Fleet#service} decides
 * which. Thread-safe.
 */
public sealed interface Service permits OwnService, RemoteService, UnknownService {

    /**
     * Has the command run; returns when it is known what came of it, or too late: a slow command is
     * given the time it says it takes.
     *
     * @param delivery whether it can have run before; then nothing but its own outcome is known
     * @param progress hears, again and again, how far a slow command is
     */
    InvocationOutcome invoke(
            CommandSpec spec,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException;

    /** What came of the command where it was begun; else it never will be, a refusal. */
    InvocationOutcome settle(CommandSpec spec, Invocation invocation) throws InterruptedException;

    /** What fits what a person has typed so far; nothing, where nobody says it at once. */
    List<OptionSpec.Choice> complete(Completion completion) throws InterruptedException;

    /**
     * Draws a file of a reply.
     *
     * @throws IOException where nobody draws it, or too many are being drawn
     */
    FetchedFile draw(Attachment file) throws IOException, InterruptedException;

    /** Tells of events. */
    DeliveryResult tell(EventBatch batch) throws InterruptedException;
}
