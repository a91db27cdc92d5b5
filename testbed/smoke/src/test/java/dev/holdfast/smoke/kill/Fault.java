package dev.holdfast.smoke.kill;

/** A way to treat a process badly. */
enum Fault {
    SERVICE_KILLED("kill -9 of a service"),
    SERVICE_PAUSED("a service halted"),
    SERVICE_RESTARTED("orderly restart of a service"),
    POSTGRES_KILLED("kill -9 of PostgreSQL"),
    POSTGRES_PAUSED("PostgreSQL halted"),
    POSTGRES_RESTARTED("orderly restart of PostgreSQL");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
