package dev.holdfast.kit.outbox;

import dev.holdfast.kit.protocol.Order;
import dev.holdfast.kit.protocol.Urgency;
import dev.holdfast.kit.text.UserText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order of another service and what goes with it: {@code OrderRequest.of("reward", new
 * Reward(user, 50, "level 5")).about("level:" + user).heardBy("levels", "5")}. It is patient unless
 * a person waits for it.
 *
 * @param kind one that a service takes; where none does for ten minutes, it ends refused
 * @param payload a record that JSON knows; of at most 4,000 characters
 * @param subject orders about one subject in a guild are done in the order in which they were
 *     given; empty: in any
 * @param expires from then on it is not done any more; {@code null}: after six days, since keys are
 *     remembered for seven
 * @param listener the name of the {@link OrderListener} that hears the outcome; may be empty
 * @param note what the listener gets back with it, such as an id; at most 2,000 characters
 */
public record OrderRequest(
        String kind,
        Record payload,
        String subject,
        @Nullable Instant expires,
        String listener,
        String note,
        Urgency urgency) {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_NOTE = 2_000;

    public OrderRequest {
        if (!Order.KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("no kind of order: " + kind);
        }
        if (UserText.length(subject) > LONGEST_SUBJECT || UserText.length(note) > LONGEST_NOTE) {
            throw new IllegalArgumentException(
                    "An order's subject has at most 200 characters, its note 2,000.");
        }
    }

    public static OrderRequest of(String kind, Record payload) {
        return new OrderRequest(kind, payload, "", null, "", "", Urgency.PATIENT);
    }

    public OrderRequest about(String what) {
        return new OrderRequest(kind, payload, what, expires, listener, note, urgency);
    }

    public OrderRequest before(Instant deadline) {
        return new OrderRequest(kind, payload, subject, deadline, listener, note, urgency);
    }

    public OrderRequest heardBy(String name, String remember) {
        return new OrderRequest(kind, payload, subject, expires, name, remember, urgency);
    }

    /** A person waits for it. */
    public OrderRequest urgently() {
        return new OrderRequest(kind, payload, subject, expires, listener, note, Urgency.URGENT);
    }
}
