package dev.holdfast.gateway.discord;

import java.util.Collection;

/** The state of the connection to Discord. */
public sealed interface ConnectionState {

    /** Not yet connected since the start. */
    record Starting() implements ConnectionState {}

    /**
     * Other gateways hear all events.
     *
     * @param why it takes none itself
     */
    record StandingBy(String why) implements ConnectionState {}

    /** Events arrive. */
    record Connected() implements ConnectionState {}

    /** It was connected, and is about to be again. */
    record Resuming() implements ConnectionState {}

    /**
     * Discord does not want us; not tried again.
     *
     * @param fix what to do
     */
    record Refused(String fix) implements ConnectionState {}

    /** How it stands with several together: connected when all are, starting until one was. */
    static ConnectionState ofAll(Collection<ConnectionState> states) {
        if (states.stream().allMatch(Starting.class::isInstance)) {
            return new Starting();
        }
        return states.stream().allMatch(Connected.class::isInstance)
                ? new Connected()
                : new Resuming();
    }

    /** For people who look at the process's health. */
    default String word() {
        return switch (this) {
            case Starting() -> "connecting";
            case StandingBy _ -> "standing by";
            case Connected() -> "connected";
            case Resuming() -> "resuming";
            case Refused _ -> "refused";
        };
    }

    /** The state after the connection broke. */
    default ConnectionState lost() {
        return switch (this) {
            case Starting _, StandingBy _ -> this;
            case Connected _, Resuming _ -> new Resuming();
            case Refused _ -> this;
        };
    }
}
