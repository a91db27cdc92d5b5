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
public sealed interface Service permits InProcessService, RemoteService, UnknownService {

    /**
     * Runs the command and returns its outcome, or gives up after a time; a slow command gets the
     * time that it declares.
     *
     * @param delivery whether it can have run before; then nothing but its own outcome is known
     * @param progress receives the progress of a slow command
     */
    InvocationOutcome invoke(
            CommandSpec spec,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress)
            throws InterruptedException;

    /**
     * The outcome of a command that was begun; one that was not is never run, and this is a
     * refusal.
     */
    InvocationOutcome settle(CommandSpec spec, Invocation invocation) throws InterruptedException;

    /** The completions of what a person has typed so far; none if no instance answers at once. */
    List<OptionSpec.Choice> complete(Completion completion) throws InterruptedException;

    /**
     * Draws a file of a reply.
     *
     * @throws IOException where nobody draws it, or too many are being drawn
     */
    FetchedFile draw(Attachment file) throws IOException, InterruptedException;

    /** Delivers events. */
    DeliveryResult tell(EventBatch batch) throws InterruptedException;
}
