package dev.holdfast.kit.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Urgent if a person waits for it, otherwise patient. Urgent work overtakes patient work. */
public enum Urgency {
    /** A person waits. */
    URGENT("u=1"),
    /** Nobody waits: a mass job, a reconciliation. */
    PATIENT("u=6");

    /**
     * The header by which a gateway is told.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9218">RFC 9218</a>
     */
    public static final String HEADER = "Priority";

    private static final Pattern LEVEL = Pattern.compile("(?:^|[,\\s])u=([0-7])(?:$|[,;\\s])");
    private static final int FIRST_PATIENT = 4;

    private final String header;

    Urgency(String header) {
        this.header = header;
    }

    /** The header's value. */
    public String header() {
        return header;
    }

    /** What the header says; urgent where it says nothing, as builds without it meant. */
    public static Urgency of(@Nullable String header) {
        var level = LEVEL.matcher(header == null ? "" : header);
        return level.find() && Integer.parseInt(level.group(1)) >= FIRST_PATIENT ? PATIENT : URGENT;
    }
}
