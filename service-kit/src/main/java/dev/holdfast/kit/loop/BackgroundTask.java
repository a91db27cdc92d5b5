package dev.holdfast.kit.loop;

import org.jboss.logging.Logger;

/**
 * Something brief that is done once, on a virtual thread of its own: it ends by itself, and nothing
 * depends on its success. What has to go on is a {@link PollingLoop}.
 */
public final class BackgroundTask {

    private static final Logger LOG = Logger.getLogger("holdfast.background");

    private BackgroundTask() {}

    /** What is done. */
    @FunctionalInterface
    public interface Deed {

        /**
         * Does it.
         *
         * @throws Exception to have it logged
         */
        void run() throws Exception;
    }

    /** Starts it; whatever it throws is logged. */
    public static Thread start(String name, Deed deed) {
        return Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        deed.run();
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                        LOG.debugf("%s is interrupted", name);
                    } catch (Exception failed) {
                        LOG.errorf(failed, "%s failed", name);
                    }
                });
    }
}
