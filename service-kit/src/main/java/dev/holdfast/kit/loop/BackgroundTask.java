package dev.holdfast.kit.loop;

import org.jboss.logging.Logger;

/**
 * A brief task that runs once on a virtual thread of its own. Nothing may depend on its success.
 * For continuous work use {@link PollingLoop}.
 */
public final class BackgroundTask {

    private static final Logger LOG = Logger.getLogger("holdfast.background");

    private BackgroundTask() {}

    /** What is done. */
    @FunctionalInterface
    public interface Task {

        /**
         * Does it.
         *
         * @throws Exception to have it logged
         */
        void run() throws Exception;
    }

    /** Starts it; whatever it throws is logged. */
    public static Thread start(String name, Task action) {
        return Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        action.run();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                        LOG.debugf("%s is interrupted", name);
                    } catch (Exception e) {
                        LOG.errorf(e, "%s failed", name);
                    }
                });
    }
}
