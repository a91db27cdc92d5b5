package dev.holdfast.gateway.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** A bean that finishes requests of a gateway that died. */
public interface ReplayHandler {

    /** How far it was brought. */
    enum Progress {
        /** The person has the answer, or there is none to give. */
        OVER,
        /** It cannot be done now, and is tried again. */
        AGAIN,
        /** The answer waits to be sent; who sends it ends the note or has it tried again. */
        UNDER_WAY
    }

    /** Names the events it understands, as they were noted. */
    String kind();

    /** After how long nobody waits for it any more. */
    Duration lifetime(JsonNode event);

    /** Finds out how far it came, and answers where it was not answered. */
    Progress replay(JsonNode event) throws InterruptedException;
}
