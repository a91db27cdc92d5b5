package dev.holdfast.kit.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;

/** Instants that PostgreSQL can keep: of the years 1 to 9999. */
final class StorableInstant extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final String ADVICE = "An instant is of the years 1 to 9999";

    StorableInstant() {
        super(Instant.class);
    }

    static Instant parse(String text) {
        var instant = Instant.parse(text);
        if (isStorable(instant)) {
            return instant;
        }
        throw new IllegalArgumentException(ADVICE);
    }

    private static boolean isStorable(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        var instant = InstantDeserializer.INSTANT.deserialize(parser, context);
        if (instant != null && !isStorable(instant)) {
            return context.reportInputMismatch(this, ADVICE);
        }
        return instant;
    }
}
