package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.ProgressUpdate;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** Asks one instance once to run a command, and says what is known by that. */
record InvocationAttempt(ServiceClient client) {

    private static final Logger LOG = Logger.getLogger("holdfast.bot");

    /** What came of asking one instance once. */
    sealed interface Asked {

        record Settled(InvocationOutcome outcome) implements Asked {}

        record Unreached() implements Asked {}

        /** What the command needs is in use; it did not run this time. */
        record Busy() implements Asked {}

        /** It has too much to do already; it did not run this time. */
        record Full() implements Asked {}

        /** It was asked, and it may yet run or have run. */
        record Unsettled(Optional<ProgressUpdate> reached) implements Asked {}
    }

    Asked ask(Instance instance, String path, Invocation invocation, long deadline)
            throws InterruptedException {
        if (!instance.enter(deadline)) {
            return new Asked.Full();
        }
        try {
            return ask(instance, path, invocation);
        } finally {
            instance.leave();
        }
    }

    private Asked ask(Instance instance, String path, Invocation invocation)
            throws InterruptedException {
        try {
            var answer = client.invoke(instance, path, invocation);
            return switch (answer.status()) {
                case 200 -> new Asked.Settled(new InvocationOutcome.Answered(client.reply(answer)));
                case 409 -> new Asked.Unsettled(answer.reached());
                case 429 -> client.isOverload(answer) ? new Asked.Full() : new Asked.Busy();
                // An instance of another build, in the middle of a rolling deploy.
                case 404 -> new Asked.Unreached();
                // A fault of one command: whether it has run, its operation key will tell.
                case 500 -> unsettled(instance, invocation);
                default -> new Asked.Settled(declined(instance, answer));
            };
        } catch (CircuitBreakerOpenException _) { // the breaker is open
            return new Asked.Unreached();
        } catch (ConnectException | HttpConnectTimeoutException _) {
            return new Asked.Unreached();
        } catch (IOException e) {
            LOG.infof("%s did not settle %s: %s", instance, invocation.operation(), e);
            return new Asked.Unsettled(Optional.empty());
        }
    }

    private static Asked unsettled(Instance instance, Invocation invocation) {
        LOG.infof("%s failed at %s", instance, invocation.operation());
        return new Asked.Unsettled(Optional.empty());
    }

    private InvocationOutcome declined(Instance instance, HttpAnswer answer) {
        var detail = client.detail(answer);
        LOG.errorf("%s declined with HTTP %d: %s", instance, answer.status(), detail);
        return new InvocationOutcome.Declined(detail);
    }
}
