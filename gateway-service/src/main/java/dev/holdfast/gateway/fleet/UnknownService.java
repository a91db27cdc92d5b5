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

/** A service that the catalog remembers and the operator does not name any more: it is away. */
record UnknownService(String name) implements Service {

    @Override
    public InvocationOutcome invoke(
            CommandSpec spec,
            Invocation invocation,
            DeliveryKind delivery,
            Consumer<ProgressUpdate> progress) {
        return delivery.unlessRepeated(new InvocationOutcome.Away());
    }

    @Override
    public InvocationOutcome settle(CommandSpec spec, Invocation invocation) {
        return new InvocationOutcome.Away();
    }

    @Override
    public List<OptionSpec.Choice> complete(Completion completion) {
        return List.of();
    }

    @Override
    public FetchedFile draw(Attachment file) throws IOException {
        throw new IOException("there is no " + name);
    }

    @Override
    public DeliveryResult tell(EventBatch batch) {
        return new DeliveryResult.Away();
    }
}
