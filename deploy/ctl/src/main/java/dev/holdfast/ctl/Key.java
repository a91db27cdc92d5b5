package dev.holdfast.ctl;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An operation's key. */
record Key(String value) {

    /** Reads what was typed. */
    static final class Reader implements ITypeConverter<Key> {

        private static final Pattern FORM =
                Pattern.compile("[0-9]{15,19}|[a-z][a-z0-9-]{0,59}:[0-9TZ:.-]{1,39}");

        @Override
        public Key convert(String typed) {
            if (!FORM.matcher(typed).matches()) {
                throw new TypeConversionException(
                        "'%s' is no operation key: it is a number of 15 to 19 digits, that of an interaction or message, or job:instant; 'holdfastctl member' shows them in brackets."
                                .formatted(typed));
            }
            return new Key(typed);
        }
    }
}
