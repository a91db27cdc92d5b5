package dev.holdfast.roles.connection;

import java.util.Arrays;
import java.util.Optional;

/** How a value compares to what a condition asks for. */
enum ComparisonOperator {
    AT_LEAST(">=", "≥"),
    AT_MOST("<=", "≤"),
    MORE(">", ">"),
    LESS("<", "<"),
    EXACTLY("=", "==");

    private final String sign;
    private final String variant;

    ComparisonOperator(String sign, String variant) {
        this.sign = sign;
        this.variant = variant;
    }

    /** As people write it; empty where it is none. */
    static Optional<ComparisonOperator> of(String written) {
        return Arrays.stream(values())
                .filter(it -> it.sign.equals(written) || it.variant.equals(written))
                .findFirst();
    }

    /** The one way that we write it. */
    String sign() {
        return sign;
    }

    <T extends Comparable<T>> boolean holds(T value, T bound) {
        var order = value.compareTo(bound);
        return switch (this) {
            case AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case LESS -> order < 0;
            case EXACTLY -> order == 0;
        };
    }
}
