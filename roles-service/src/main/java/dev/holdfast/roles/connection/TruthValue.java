package dev.holdfast.roles.connection;

/** Whether a condition holds, where some of what it asks for may not be known (Kleene's logic). */
enum TruthValue {
    YES,
    NO,
    UNKNOWN;

    static TruthValue of(boolean holds) {
        return holds ? YES : NO;
    }

    TruthValue and(TruthValue other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : UNKNOWN;
    }

    TruthValue or(TruthValue other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : UNKNOWN;
    }

    TruthValue not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
