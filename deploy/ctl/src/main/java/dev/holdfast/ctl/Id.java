package dev.holdfast.ctl;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One of Discord's ids, of a guild or a person. */
record Id(String digits) {

    /** Reads what was typed; a mention counts too. */
    static final class Reader implements ITypeConverter<Id> {

        @Override
        public Id convert(String typed) {
            var digits = typed.replaceAll("^<@!?([0-9]+)>$", "$1");
            if (!digits.matches("[0-9]{1,19}")) {
                throw new TypeConversionException(
                        "'%s' is no id: Discord's are numbers of up to 19 digits; with its developer mode on, a right click copies one."
                                .formatted(typed));
            }
            return new Id(digits);
        }
    }
}
