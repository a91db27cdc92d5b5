package dev.holdfast.health.incident;

/**
 * A bean that hears of incidents, on the thread that changes them: it returns soon and asks neither
 * PostgreSQL nor the network. One that throws is logged and keeps no other from hearing.
 */
public interface IncidentListener {

    void opened(Incident incident);

    /** Its verdict, what is attached to it, or who sees to it. */
    void changed(Incident incident);

    void ended(Incident incident);
}
