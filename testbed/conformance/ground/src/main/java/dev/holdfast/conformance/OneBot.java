package dev.holdfast.conformance;

import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test class of a suite the same bot, which ends with the last of them; what the
 * sandbox answered in each class must be as Discord describes it.
 */
public abstract class OneBot<B extends OneBot.OnGround>
        implements ParameterResolver, AfterAllCallback {
    private final Class<B> type;
    private final Supplier<B> start;

    /** A bot of some library with the sandbox it is logged in to. */
    public interface OnGround {
        ConformanceSandbox conformanceSandbox();
    }

    protected OneBot(Class<B> type, Supplier<B> start) {
        this.type = type;
        this.start = start;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return bot(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        bot(context).conformanceSandbox().answeredAsDescribed();
    }

    private B bot(ExtensionContext context) {
        var store = context.getRoot().getStore(Namespace.GLOBAL);
        return store.computeIfAbsent(type, _ -> start.get(), type);
    }
}
