package dev.holdfast.health.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/**
 * What the spool keeps and PostgreSQL gets, each once however often it is sent: by the incident's
 * id and version, by the entry's id.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IncidentChange.Became.class, name = "became"),
    @JsonSubTypes.Type(value = IncidentChange.Happened.class, name = "happened"),
    @JsonSubTypes.Type(value = IncidentChange.Acknowledged.class, name = "acknowledged")
})
sealed interface IncidentChange {

    /**
     * The incident is this from now on.
     *
     * @param version the larger one counts
     * @param reported whether it lasts until somebody says that it is over
     */
    record Became(Incident incident, long version, boolean reported) implements IncidentChange {}

    /** Its timeline has this. */
    record Happened(long incident, UUID entry, IncidentEntry line) implements IncidentChange {}

    /** Somebody sees to it; the first one counts. */
    record Acknowledged(long incident, String by, Instant at) implements IncidentChange {}
}
