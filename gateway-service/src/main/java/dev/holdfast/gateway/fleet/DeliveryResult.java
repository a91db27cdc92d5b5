package dev.holdfast.gateway.fleet;

import dev.holdfast.kit.protocol.EventReceipt;
import java.util.List;

/** The result of delivering events to a service. */
public sealed interface DeliveryResult {

    /** It says of each event what became of it, in the batch's order. */
    record Received(List<EventReceipt> receipts) implements DeliveryResult {

        public Received {
            receipts = List.copyOf(receipts);
        }
    }

    /**
     * It does not take a batch like this one and never will; nothing was changed.
     *
     * @param detail why, for the log
     */
    record Declined(String detail) implements DeliveryResult {}

    /** No instance answered; the same events under the same keys may be told again. */
    record Away() implements DeliveryResult {}
}
