package dev.holdfast.kit.observe;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a log line is about; what is not known is empty.
 *
 * @param trace 32 hexadecimal digits
 * @param cause the key of the operation that had asked for this one
 */
record Subject(
        String guild, String user, String command, String operation, String trace, String cause) {

    static final Subject NONE = new Subject("", "", "", "", "", "");

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "guild=(\\d{1,19}) user=(\\d{1,19}) command=\"([^\"\\p{Cntrl}]{0,100})\""
                            + " operation=([\\w:.-]{1,100}) trace=([0-9a-f]{32})"
                            + "(?: cause=([\\w:.-]{1,100}))?");

    /** What another process wrote; nobody, where it is malformed. */
    static Subject read(@Nullable String text) {
        var written = WRITTEN.matcher(text == null ? "" : text);
        return written.matches()
                ? new Subject(
                        written.group(1),
                        written.group(2),
                        written.group(3),
                        written.group(4),
                        written.group(5),
                        Optional.ofNullable(written.group(6)).orElse(""))
                : NONE;
    }

    boolean isKnown() {
        return !operation.isEmpty();
    }

    @Override
    public String toString() {
        var text = "guild=" + guild + " user=" + user + " command=\"" + command + "\"";
        var keys = " operation=" + operation + " trace=" + trace;
        return text + keys + (cause.isEmpty() ? "" : " cause=" + cause);
    }
}
