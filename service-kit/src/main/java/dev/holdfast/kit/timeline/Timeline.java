package dev.holdfast.kit.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a timeline, oldest entry first.
 *
 * @param next after which there is more; {@code null}: there is none yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Timeline(List<TimelineEntry> entries, @Nullable Instant next) {

    public Timeline {
        entries = List.copyOf(entries);
    }
}
