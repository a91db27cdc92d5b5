package dev.holdfast.kit.text;

import dev.holdfast.kit.protocol.Invocation;
import java.util.Locale;

/** Error messages for quantities that cannot be parsed. */
public final class Quantities {

    private static final int LONGEST_SHOWN = 60;

    private final Texts texts = Texts.of("kit");

    /** A sentence that repeats what was written and says how to write it. */
    public String refuse(Invocation invocation, String written, Quantity.Fault fault) {
        return refuse(Locale.forLanguageTag(invocation.locale()), written, fault);
    }

    /** As for a person of that language. */
    public String refuse(Locale locale, String written, Quantity.Fault fault) {
        var key = "quantity." + fault.name().toLowerCase(Locale.ROOT);
        return texts.say(locale, key, UserText.show(written, LONGEST_SHOWN), Quantity.GREATEST);
    }
}
