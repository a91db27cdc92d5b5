package dev.holdfast.kit.command;

import dev.holdfast.kit.problem.Problem;
import dev.holdfast.kit.problem.Rejected;
import dev.holdfast.kit.protocol.Attachment;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The service's drawings. Safe for any thread. */
@Singleton
public final class Drawings {

    private final Map<String, Drawing> byName;

    Drawings(@All List<Drawing> all) {
        byName =
                all.stream()
                        .collect(Collectors.toUnmodifiableMap(Drawing::name, Function.identity()));
    }

    /**
     * Draws a file.
     *
     * @return at most 10 MiB
     * @throws Rejected where this build has no such drawing, or other parameters
     */
    public byte[] draw(Attachment attachment) {
        var drawing = byName.get(attachment.drawing());
        if (drawing == null) {
            throw new Rejected(
                    Problem.Kind.NOT_FOUND.detail(
                            "There is no drawing '%s'.".formatted(attachment.drawing())));
        }
        var drawn = draw(drawing, attachment);
        if (drawn.length > Attachment.LARGEST) {
            throw new IllegalStateException(
                    "%s has %,d bytes, over 10 MiB".formatted(attachment.name(), drawn.length));
        }
        return drawn;
    }

    private static byte[] draw(Drawing drawing, Attachment attachment) {
        try {
            return drawing.draw(attachment.parameters());
        } catch (IllegalArgumentException _) {
            throw new Rejected(
                    Problem.Kind.MALFORMED_REQUEST.detail(
                            "'%s' is not drawn from these parameters."
                                    .formatted(attachment.drawing())));
        }
    }
}
