package dev.holdfast.ctl;

/** What a command found out: its components are the JSON for programs. */
interface CommandReport {

    /** Whether all of it is as it should be. */
    boolean fine();

    /** Prints it for a person. */
    void show(Terminal console);
}
