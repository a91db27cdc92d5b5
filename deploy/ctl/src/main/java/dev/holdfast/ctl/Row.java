package dev.holdfast.ctl;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a row lies that was set aside, written {@code economy:effect:<guild>:<number>}. */
record Row(String service, String kind, String guild, long number) {

    @Override
    @JsonValue
    public String toString() {
        return "%s:%s:%s:%d".formatted(service, kind, guild, number);
    }

    /** Reads what was typed. */
    static final class Reader implements ITypeConverter<Row> {

        private static final Pattern FORM =
                Pattern.compile("([a-z]+):([a-z]+):([0-9]{1,19}):([0-9]{1,18})");

        @Override
        public Row convert(String typed) {
            var parts = FORM.matcher(typed);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'%s' names no row: 'holdfastctl poison' lists them, such as economy:effect:7:12."
                                .formatted(typed));
            }
            return new Row(
                    parts.group(1), parts.group(2), parts.group(3), Long.parseLong(parts.group(4)));
        }
    }
}
