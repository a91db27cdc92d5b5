package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Where a row lies that was set aside, written {@code economy:effect:<guild>:<number>}. */
record Row(String service, String kind, String guild, long number) {

    private static final Pattern FORM =
            Pattern.compile("([a-z]+):([a-z]+):([0-9]{1,19}):([0-9]{1,18})");

    /**
     * Reads what was typed.
     *
     * @throws Trouble where it names no row
     */
    static Row of(String typed) {
        var parts = FORM.matcher(typed);
        if (!parts.matches()) {
            throw Trouble.usage(
                    "'%s' names no row: 'holdfastctl poison' lists them, such as economy:effect:7:12."
                            .formatted(typed));
        }
        return new Row(
                parts.group(1), parts.group(2), parts.group(3), Long.parseLong(parts.group(4)));
    }

    @Override
    @JsonValue
    public String toString() {
        return "%s:%s:%s:%d".formatted(service, kind, guild, number);
    }
}
