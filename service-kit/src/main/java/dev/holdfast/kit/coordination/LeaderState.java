package dev.holdfast.kit.coordination;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** Whether this instance leads its service. Thread-safe. */
@Singleton
public final class LeaderState {

    /** Looked up when it is needed: jobs, which the leader runs, may ask for this state. */
    private final Provider<Leadership> leadership;

    LeaderState(Provider<Leadership> leadership) {
        this.leadership = leadership;
    }

    /** What can be said now. */
    public enum Leads {
        YES,
        /** Another does, or is about to. */
        NO,
        /** Neither Redis nor PostgreSQL can say who leads; perhaps nobody does. */
        UNKNOWN
    }

    /** Asks nobody: by what was heard last. */
    public Leads leads() {
        return leadership.get().leads();
    }
}
