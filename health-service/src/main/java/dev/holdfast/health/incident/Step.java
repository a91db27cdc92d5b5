package dev.holdfast.health.incident;

/** What came of a look at everything. */
sealed interface Step {

    record Opened(Incident incident) implements Step {}

    record Changed(Incident incident) implements Step {}

    record Ended(Incident incident) implements Step {}

    /** Its timeline has this. */
    record Said(long incident, IncidentEntry line) implements Step {}
}
