package dev.holdfast.health.error;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which groups of errors are listed. */
enum Filter {
    OPEN,
    RESOLVED,
    IGNORED,
    ALL;

    List<ErrorState> states() {
        return Arrays.stream(ErrorState.values()).filter(this::shows).toList();
    }

    private boolean shows(ErrorState state) {
        return switch (this) {
            case OPEN -> state.isOpen();
            case RESOLVED -> state == ErrorState.RESOLVED;
            case IGNORED -> state == ErrorState.IGNORED;
            case ALL -> true;
        };
    }

    /** As options, buttons and addresses have it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Filter> of(String key) {
        return Arrays.stream(values()).filter(filter -> filter.key().equals(key)).findFirst();
    }
}
