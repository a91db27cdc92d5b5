package dev.holdfast.kit.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Text that PostgreSQL can keep and UTF-8 can say: no NUL, no half of a character. */
final class StorableText extends StringDeserializer {

    private static final long serialVersionUID = 1L;
    private static final String ADVICE = "Text holds neither U+0000 nor half of a character";

    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(it -> it == 0 || isHalf(it));
    }

    // String.codePoints joins the halves of pairs, so only a lone one is seen here.
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        var text = super.deserialize(parser, context);
        if (text != null && !isStorable(text)) {
            return context.reportInputMismatch(this, ADVICE);
        }
        return text;
    }

    /** The name of a field in a map. */
    static final class Name extends KeyDeserializer {

        @Override
        public Object deserializeKey(String name, DeserializationContext context)
                throws IOException {
            if (!isStorable(name)) {
                return context.reportInputMismatch(String.class, ADVICE);
            }
            return name;
        }
    }
}
