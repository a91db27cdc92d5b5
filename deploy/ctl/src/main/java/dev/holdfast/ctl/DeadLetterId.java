package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a dead letter, written {@code economy:effect:<guild>:<number>}. */
record DeadLetterId(String service, String kind, String guild, long number) {

    private static final Pattern FORM =
            Pattern.compile("([a-z]+):([a-z]+):([0-9]{1,19}):([0-9]{1,18})");

    /**
     * Reads what was typed.
     *
     * @throws CtlException where it names no row
     */
    static DeadLetterId of(String typed) {
        var parts = FORM.matcher(typed);
        if (!parts.matches()) {
            throw CtlException.usage(
                    "'%s' names no row: 'holdfastctl dead-letters' lists them, such as economy:effect:7:12."
                            .formatted(typed));
        }
        return new DeadLetterId(
                parts.group(1), parts.group(2), parts.group(3), Long.parseLong(parts.group(4)));
    }

    @Override
    @JsonValue
    public String toString() {
        return "%s:%s:%s:%d".formatted(service, kind, guild, number);
    }
}
