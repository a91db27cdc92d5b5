package dev.holdfast.health.alert;

import java.util.Arrays;

/** What a route was told of an incident. */
enum Told {
    /** It is to be told; not yet done. */
    OWED(0),
    OPENED(1),
    /** Told again, since nobody saw to it. */
    PASSED_ON(2),
    ENDED(3);

    private final int step;

    Told(int step) {
        this.step = step;
    }

    /** What stands in the database; it only grows. */
    int step() {
        return step;
    }

    static Told of(int step) {
        return Arrays.stream(values()).filter(it -> it.step == step).findFirst().orElseThrow();
    }

    String word() {
        return switch (this) {
            case OWED -> "owed";
            case OPENED -> "opened";
            case PASSED_ON -> "passed-on";
            case ENDED -> "ended";
        };
    }
}
