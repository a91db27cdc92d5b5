package dev.holdfast.gateway.discord;

/** How it stands with the connection to Discord. */
public sealed interface ConnectionState {

    /** Not yet connected since the start. */
    record Starting() implements ConnectionState {}

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

    /** The state after the connection broke. */
    default ConnectionState lost() {
        return switch (this) {
            case Starting starting -> starting;
            case Connected _, Resuming _ -> new Resuming();
            case Refused refused -> refused;
        };
    }
}
