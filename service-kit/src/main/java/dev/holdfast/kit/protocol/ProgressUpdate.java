package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The progress of slow work.
 *
 * @param done 0 to {@code total}
 * @param total 1 at least
 * @param secondsLeft at the pace so far; {@code null}: not known
 */
public record ProgressUpdate(
        long done,
        long total,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long secondsLeft) {

    /** The header that tells it beside {@code still-running}, as JSON. */
    public static final String HEADER = "Holdfast-Progress";

    public ProgressUpdate {
        if (done < 0 || total < 1 || done > total || (secondsLeft != null && secondsLeft < 0)) {
            throw new IllegalArgumentException("%d of %d is not possible".formatted(done, total));
        }
    }
}
